/** Actions on alerts. */
package io.ropewalk.alertops.action.alert;
