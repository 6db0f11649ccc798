package io.ropewalk.falcon.flightcontrol;

import io.ropewalk.falcon.Lists;
import java.util.List;
import java.util.Objects;

/**
 * A customer linked to a Flight Control parent ({@code domain.ChildLink} of the swagger); {@code
 * null} stands for what the vendor does not send.
 *
 * @param childCid the child's customer id
 * @param childOf the parent's customer id
 * @param checksum two digits some answers append to the customer id
 */
public record Child(
        String childCid,
        String childOf,
        String checksum,
        String name,
        String status,
        List<String> domains) {

    public Child {
        Objects.requireNonNull(childCid, "childCid");
        domains = Lists.filled(domains);
    }

    /** Which child it is; who that is does not belong in a log. */
    @Override
    public String toString() {
        return "Child[childCid=" + childCid + ", childOf=" + childOf + "]";
    }
}
