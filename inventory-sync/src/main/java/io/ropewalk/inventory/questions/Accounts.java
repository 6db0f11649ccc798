package io.ropewalk.inventory.questions;

import java.util.List;

/**
 * The cloud accounts of a tenant.
 *
 * @param ids their ids
 * @param nameless whether instances without a known account count too
 */
public record Accounts(List<String> ids, boolean nameless) {}
