/** Records of the client as the vendor names them. */
package io.ropewalk.alertops.host.json;
