/**
 * Devices and users to OCSF sinks: what changed since the last time is sent, and only what a sink
 * accepted counts as sent to it.
 */
package io.ropewalk.inventory.assets;
