/** Who asks for what, and what each item of it came to. */
package io.ropewalk.alertops.work;
