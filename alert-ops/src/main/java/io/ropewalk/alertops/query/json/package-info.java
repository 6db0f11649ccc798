/** Records of the Falcon client as maps. */
package io.ropewalk.alertops.query.json;
