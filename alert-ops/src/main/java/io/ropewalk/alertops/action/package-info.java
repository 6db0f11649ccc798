/** One class an action, and the desk that every request for one passes. */
package io.ropewalk.alertops.action;
