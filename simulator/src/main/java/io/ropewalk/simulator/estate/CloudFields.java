package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.text;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;

/**
 * Where a cloud host runs: provider, account and instance, in the form each provider writes them.
 */
final class CloudFields {
    private static final int ACCOUNTS = 12;

    private CloudFields() {}

    static List<HostField> all() {
        return List.of(
                text(
                        "service_provider",
                        CloudFields::inCloud,
                        (host, _, out) -> out.raw(provider(host))),
                text(
                        "service_provider_account_id",
                        CloudFields::inCloud,
                        (host, _, out) -> account(host, out)),
                text("instance_id", CloudFields::inCloud, (host, _, out) -> instance(host, out)));
    }

    private static boolean inCloud(Host host) {
        return host.cloud() != Host.Cloud.NONE;
    }

    private static String provider(Host host) {
        return switch (host.cloud()) {
            case AWS -> "AWS_EC2_V2";
            case GCP -> "GCP";
            case AZURE -> "AZURE";
            case NONE -> "";
        };
    }

    private static void account(Host host, ByteSink out) {
        var bits = host.shared(Salt.ACCOUNT, host.below(Salt.ACCOUNT, ACCOUNTS)) >>> 1;
        switch (host.cloud()) {
            case AWS, GCP -> out.padded(bits, 12);
            case AZURE -> uuid(bits, out);
            case NONE -> {}
        }
    }

    private static void instance(Host host, ByteSink out) {
        var bits = host.bits(Salt.INSTANCE);
        switch (host.cloud()) {
            case AWS -> out.raw("i-0").hex(bits, 16);
            case GCP -> out.padded(bits >>> 1, 18);
            case AZURE -> uuid(bits, out);
            case NONE -> {}
        }
    }

    private static void uuid(long bits, ByteSink out) {
        out.hex(bits, 8).put('-').hex(bits >>> 32, 4).raw("-4").hex(bits >>> 16, 3).raw("-a");
        out.hex(bits >>> 40, 3).put('-').hex(Mix.mix(bits), 12);
    }
}
