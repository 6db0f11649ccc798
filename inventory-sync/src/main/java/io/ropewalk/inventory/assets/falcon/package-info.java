/** Assets as the Falcon API lists them. */
package io.ropewalk.inventory.assets.falcon;
