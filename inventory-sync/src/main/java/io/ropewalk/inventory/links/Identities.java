package io.ropewalk.inventory.links;

import java.util.Set;

/**
 * Identities of hosts: those to ask about, or those that more than one host in the graph has.
 *
 * @param addresses private addresses within an account
 * @param names host names within an account
 * @param owned public addresses that a host states as its local and its external one
 */
public record Identities(
        Set<String> serials,
        Set<String> macs,
        Set<String> hostnames,
        Set<AccountKey> addresses,
        Set<AccountKey> names,
        Set<String> owned) {}
