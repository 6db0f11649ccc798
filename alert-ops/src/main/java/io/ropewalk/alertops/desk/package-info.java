/** The desk that every request for an action passes, and what an action is. */
package io.ropewalk.alertops.desk;
