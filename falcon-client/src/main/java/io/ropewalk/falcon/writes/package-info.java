/** Writes to many things by their ids, with an outcome for each. */
package io.ropewalk.falcon.writes;
