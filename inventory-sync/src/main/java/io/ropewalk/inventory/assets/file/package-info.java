/** The sink that appends lines to files. */
package io.ropewalk.inventory.assets.file;
