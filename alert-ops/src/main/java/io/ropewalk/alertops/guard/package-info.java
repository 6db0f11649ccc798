/** What may not be done, or not so often, or not by everyone. */
package io.ropewalk.alertops.guard;
