/** Mail about closures that have ended. */
package io.ropewalk.alertops.closure.mail;
