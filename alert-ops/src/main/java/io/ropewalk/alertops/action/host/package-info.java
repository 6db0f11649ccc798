/** Actions on hosts. */
package io.ropewalk.alertops.action.host;
