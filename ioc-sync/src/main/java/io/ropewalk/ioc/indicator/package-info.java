/** What an indicator asks for: which values, and how each is to stand in Falcon. */
package io.ropewalk.ioc.indicator;
