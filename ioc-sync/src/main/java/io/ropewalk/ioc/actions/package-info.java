/** What people and playbooks do with IOCs by hand. Not the mirror: its IOCs have another source. */
package io.ropewalk.ioc.actions;
