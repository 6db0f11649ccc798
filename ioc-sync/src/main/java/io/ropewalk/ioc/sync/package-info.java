/** The mirror as a whole: who works, on what, and how it stands. */
package io.ropewalk.ioc.sync;
