package io.ropewalk.falcon.hosts;

import java.util.Objects;

/**
 * Whether a host is online ({@code state.OnlineStateResultV1}).
 *
 * @param id the device id
 * @param cid {@code null} for a host the vendor does not know
 * @param lastSeen the vendor's text; {@code null} likewise
 * @param state {@code online}, {@code offline} or {@code unknown}
 */
public record OnlineState(String id, String cid, String lastSeen, String state) {
    public OnlineState {
        Objects.requireNonNull(id, "id");
    }
}
