/** The sink that posts to Sekoia.io's asset API. */
package io.ropewalk.inventory.assets.sekoia;
