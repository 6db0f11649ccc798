/** Actions on hosts. */
package io.ropewalk.alertops.host;
