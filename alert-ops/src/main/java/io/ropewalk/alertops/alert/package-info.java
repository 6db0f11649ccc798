/** Actions on alerts. */
package io.ropewalk.alertops.alert;
