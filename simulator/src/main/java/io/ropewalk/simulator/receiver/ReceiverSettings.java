package io.ropewalk.simulator.receiver;

import java.util.Map;
import java.util.Set;

/**
 * How receivers answer where the protocol leaves a choice.
 *
 * @param intakeKeys known keys of the Sekoia intake
 * @param notReadyKeys keys that are answered 422: created, but not in use yet
 * @param unknownKeyStatus 401 or 403, for a key that is not known
 * @param rejection how a batch says which of its events it refused
 * @param acceptedStatus what HTTP receivers answer, 200 to 299
 * @param secrets HMAC secret by name of the HTTP receiver ({@code http}, {@code http/siem}); those
 *     without one do not look at signatures
 * @param assetKeys known keys of the asset connector
 */
public record ReceiverSettings(
        Set<String> intakeKeys,
        Set<String> notReadyKeys,
        int unknownKeyStatus,
        Rejection rejection,
        int acceptedStatus,
        Map<String, String> secrets,
        Set<String> assetKeys) {

    /** The two readings of the vendor's documentation. */
    public enum Rejection {
        /** 200 with fewer {@code event_ids} than events. */
        FEWER_IDS,
        /** The same, and {@code statuses} with a status for each event. */
        STATUSES
    }

    public static final String DEFAULT_KEY = "sim-intake-key";
    public static final String DEFAULT_ASSET_KEY = "sim-asset-key";

    public static final ReceiverSettings DEFAULT =
            new ReceiverSettings(
                    Set.of(DEFAULT_KEY),
                    Set.of(),
                    403,
                    Rejection.FEWER_IDS,
                    200,
                    Map.of(),
                    Set.of(DEFAULT_ASSET_KEY));

    public ReceiverSettings {
        intakeKeys = Set.copyOf(intakeKeys);
        notReadyKeys = Set.copyOf(notReadyKeys);
        secrets = Map.copyOf(secrets);
        assetKeys = Set.copyOf(assetKeys);
        if (unknownKeyStatus != 401 && unknownKeyStatus != 403) {
            throw new IllegalArgumentException("unknownKeyStatus must be 401 or 403");
        }
        if (acceptedStatus < 200 || acceptedStatus > 299) {
            throw new IllegalArgumentException("acceptedStatus must lie between 200 and 299");
        }
    }

    public ReceiverSettings withIntakeKeys(Set<String> known, Set<String> notReady) {
        return new ReceiverSettings(
                known, notReady, unknownKeyStatus, rejection, acceptedStatus, secrets, assetKeys);
    }

    public ReceiverSettings withUnknownKeyStatus(int value) {
        return new ReceiverSettings(
                intakeKeys, notReadyKeys, value, rejection, acceptedStatus, secrets, assetKeys);
    }

    public ReceiverSettings withRejection(Rejection value) {
        return new ReceiverSettings(
                intakeKeys,
                notReadyKeys,
                unknownKeyStatus,
                value,
                acceptedStatus,
                secrets,
                assetKeys);
    }

    public ReceiverSettings withAcceptedStatus(int value) {
        return new ReceiverSettings(
                intakeKeys, notReadyKeys, unknownKeyStatus, rejection, value, secrets, assetKeys);
    }

    public ReceiverSettings withSecrets(Map<String, String> value) {
        return new ReceiverSettings(
                intakeKeys,
                notReadyKeys,
                unknownKeyStatus,
                rejection,
                acceptedStatus,
                value,
                assetKeys);
    }

    @Override
    public String toString() {
        return "ReceiverSettings[rejection=" + rejection + "]";
    }
}
