/** Records of the Falcon client as maps. */
package io.ropewalk.alertops.work.json;
