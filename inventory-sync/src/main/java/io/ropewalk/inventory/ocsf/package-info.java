/**
 * Falcon records as OCSF 1.6.0 inventory events: Device Inventory Info (class 5001) and User
 * Inventory Info (class 5003). Pure: a record goes in, JSON comes out. {@code docs/ocsf.md} has the
 * mapping field by field.
 */
package io.ropewalk.inventory.ocsf;
