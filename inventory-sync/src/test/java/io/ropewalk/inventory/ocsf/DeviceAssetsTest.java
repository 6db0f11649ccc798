package io.ropewalk.inventory.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.wire.FalconJson;
import io.ropewalk.inventory.testing.HostBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceAssetsTest {
    private static final String AID = "0123456789abcdef0123456789abcdef";
    private static final String CID = "fedcba9876543210fedcba9876543210";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static final String SERVER =
            """
            {
              "device_id": "%s", "cid": "%s", "hostname": "SRV-1", "external_ip": "198.51.100.7",
              "local_ip": "10.1.2.3", "mac_address": "0a-1b-2c-3d-4e-5f",
              "connection_ip": "10.9.9.9", "connection_mac_address": "0a-1b-2c-3d-4e-60",
              "default_gateway_ip": "10.1.2.1", "serial_number": "SN-7", "machine_domain": "corp.example.com",
              "platform_name": "Windows", "os_version": "Windows Server 2022", "product_type_desc": "Server",
              "first_seen": "2026-01-31T12:00:00Z", "last_seen": "2026-11-19T08:30:00Z",
              "modified_timestamp": "2026-11-19T08:31:00Z", "agent_local_time": "2026-11-19T09:00:00.123Z",
              "last_reboot": "2026-11-01T00:00:00Z", "system_product_name": "m6i.large",
              "system_manufacturer": "Amazon EC2", "bios_manufacturer": "Amazon EC2", "zone_group": "eu-west-3a",
              "service_provider": "AWS_EC2_V2", "service_provider_account_id": "123456789012",
              "instance_id": "i-0abc", "agent_version": "7.10.17706.0", "groups": ["g1", "g2"],
              "status": "normal", "reduced_functionality_mode": "no", "filesystem_containment_status": "normal",
              "device_policies": {"firewall": {"policy_id": "p", "applied": true}}
            }
            """
                    .formatted(AID, CID);

    private static final String EVENT =
            """
            {
              "activity_id": 2, "activity_name": "Collect", "category_uid": 5, "category_name": "Discovery",
              "class_uid": 5001, "class_name": "Device Inventory Info", "type_uid": 500102,
              "type_name": "Device Inventory Info: Collect", "severity_id": 1, "severity": "Informational",
              "time": 1795077060,
              "metadata": {"product": {"name": "Crowdstrike Falcon", "version": "N/A"}, "version": "1.6.0",
                "profiles": ["cloud"]},
              "device": {
                "uid": "%1$s", "uid_alt": "SN-7", "hostname": "SRV-1", "name": "SRV-1",
                "domain": "corp.example.com", "desc": "Server", "type_id": 1, "type": "Server",
                "os": {"name": "Windows Server 2022", "type_id": 100, "type": "windows"},
                "ip": "198.51.100.7",
                "network_interfaces": [
                  {"name": "primary", "hostname": "SRV-1", "ip": "10.1.2.3", "mac": "0A:1B:2C:3D:4E:5F"},
                  {"name": "connection", "ip": "10.9.9.9", "mac": "0A:1B:2C:3D:4E:60"}],
                "model": "m6i.large", "vendor_name": "Amazon EC2", "region": "eu-west-3a", "instance_uid": "i-0abc",
                "org": {"uid": "%2$s", "name": "AWS_EC2_V2"},
                "groups": [{"uid": "g1", "name": "Servers", "desc": "All of them"}, {"uid": "g2", "name": "g2"}],
                "agent_list": [{"uid": "%1$s", "name": "Falcon sensor", "type_id": 1,
                  "type": "Endpoint Detection and Response", "vendor_name": "CrowdStrike",
                  "version": "7.10.17706.0"}],
                "is_managed": true, "is_compliant": true, "first_seen_time": 1769860800,
                "created_time": 1769860800, "last_seen_time": 1795077000, "boot_time": 1793491200},
              "cloud": {"provider": "AWS_EC2_V2", "account": {"uid": "123456789012"}, "zone": "eu-west-3a"},
              "enrichments": [{"name": "compliance", "value": "hygiene", "data": {"Firewall_status": "Enabled"}}]
            }
            """
                    .formatted(AID, CID);

    private final DeviceAssets devices =
            new DeviceAssets(Map.of("g1", new HostGroupName("Servers", "All of them")));

    private static Host host(String json) {
        return new FalconJson().host(json);
    }

    private static HostBuilder bare() {
        return HostBuilder.host(AID, CID);
    }

    private JsonNode event(Host host) {
        String event = devices.device(host, NOW).event();
        assertThat(OcsfSchema.faults(event)).isEmpty();
        return OcsfSchema.json(event);
    }

    @Test
    void mapsEveryFieldOfAHost() {
        assertThat(event(host(SERVER))).isEqualTo(OcsfSchema.json(EVENT));
    }

    @Test
    void isOneLine() {
        assertThat(devices.device(host(SERVER), NOW).event()).doesNotContain("\n");
    }

    @Test
    void theOrganizationOfAHostOutsideAnyCloudBearsItsIdAsItsName() {
        JsonNode event = event(bare().with("hostname", "LT-1").build());
        assertThat(event.at("/device/org/uid").asText()).isEqualTo(CID);
        assertThat(event.at("/device/org/name").asText()).isEqualTo(CID);
        assertThat(event.has("cloud")).isFalse();
        assertThat(event.at("/metadata").has("profiles")).isFalse();
    }

    @Test
    void aHostOfWhichNothingIsKnownIsADeviceAllTheSame() {
        JsonNode event = event(bare().build());
        assertThat(event.at("/device/uid").asText()).isEqualTo(AID);
        assertThat(event.at("/device/hostname").asText()).isEqualTo(AID);
        assertThat(event.at("/device/type_id").asInt()).isZero();
        assertThat(event.at("/device/os/type_id").asInt()).isZero();
        assertThat(event.at("/time").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(event.at("/device").has("is_compliant")).isFalse();
        assertThat(event.has("enrichments")).isFalse();
    }

    @Test
    void whatIsNotKnownIsLeftOutAndNotGuessed() {
        Host host =
                bare().with("agent_local_time", "2026-11-19T09:00:00Z")
                        .with("default_gateway_ip", "10.1.2.1")
                        .with("bios_manufacturer", "HP")
                        .with("zone_group", "eu-west-3a")
                        .build();
        assertThat(event(host).at("/device").fieldNames())
                .toIterable()
                .doesNotContain("boot_time", "subnet", "hypervisor", "location");
    }

    @Test
    void aConnectionByTheLocalAddressIsNoSecondInterface() {
        Host host =
                bare().with("local_ip", "10.0.0.1")
                        .with("connection_ip", "10.0.0.1")
                        .with("connection_mac_address", "0a-00-00-00-00-01")
                        .build();
        assertThat(event(host).at("/device/network_interfaces")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Server, 1, Server",
        "Domain Controller, 1, Server",
        "Workstation, 2, Desktop",
        "Laptop, 3, Laptop",
        "Tablet, 4, Tablet",
        "Mobile phone, 5, Mobile",
        "Virtual machine, 6, Virtual",
        "Pod, 0, Unknown"
    })
    void tellsTheTypeByTheProduct(String product, int id, String caption) {
        JsonNode device = event(bare().with("product_type_desc", product).build()).path("device");
        assertThat(device.path("type_id").asInt()).isEqualTo(id);
        assertThat(device.path("type").asText()).isEqualTo(caption);
    }

    @ParameterizedTest
    @CsvSource({
        "Windows, 100, windows, Windows",
        "Linux, 200, linux, Linux",
        "Mac, 300, macos, macOS",
        "iOS, 301, ios, iOS",
        "Android, 201, android, Android",
        "ChromeOS, 0, unknown, ChromeOS"
    })
    void tellsTheSystemByThePlatform(String platform, int id, String caption, String name) {
        JsonNode os = event(bare().with("platform_name", platform).build()).at("/device/os");
        assertThat(os.path("type_id").asInt()).isEqualTo(id);
        assertThat(os.path("type").asText()).isEqualTo(caption);
        assertThat(os.path("name").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "normal, no, normal, true",
        "contained, no, normal, false",
        "normal, yes, normal, false",
        "normal, no, pending, false",
        "normal, no, , false",
        ", , normal, false"
    })
    void isCompliantOnlyWhenEveryStateIsGood(
            String status, String reduced, String containment, boolean compliant) {
        Host host =
                bare().with("status", status)
                        .with("reduced_functionality_mode", reduced)
                        .with("filesystem_containment_status", containment)
                        .build();
        assertThat(event(host).at("/device/is_compliant").asText())
                .isEqualTo(Boolean.toString(compliant));
    }

    @Test
    void aFirewallPolicyThatIsNotAppliedIsADisabledFirewall() {
        JsonNode event = event(host(SERVER.replace("\"applied\": true", "\"applied\": false")));
        assertThat(event.at("/enrichments/0/data/Firewall_status").asText()).isEqualTo("Disabled");
    }

    @Test
    void theHashDoesNotSeeTheTimeButEverythingElse() {
        String hash = devices.device(host(SERVER), NOW).hash();
        String later = SERVER.replace("2026-11-19T08:31:00Z", "2026-11-20T08:31:00Z");
        assertThat(devices.device(host(later), NOW.plusSeconds(9)).hash()).isEqualTo(hash);
        for (String change : List.of("SRV-1", "10.1.2.3", "08:30:00Z", "7.10.17706.0", "g2")) {
            Host changed = host(SERVER.replace(change, change.replaceAll("\\d", "4")));
            assertThat(devices.device(changed, NOW).hash()).as(change).isNotEqualTo(hash);
        }
    }

    @Test
    void aRemovedDeviceIsTheLastKnownOneUnderAnotherActivity() {
        Asset asset = devices.device(host(SERVER), NOW);
        String event = AssetClass.DEVICE.event(Activity.REMOVED, 1_800_000_000L, asset.content());
        assertThat(OcsfSchema.faults(event)).isEmpty();
        JsonNode json = OcsfSchema.json(event);
        assertThat(json.path("activity_id").asInt()).isEqualTo(99);
        assertThat(json.path("activity_name").asText()).isEqualTo("Removed");
        assertThat(json.path("type_uid").asInt()).isEqualTo(500199);
        assertThat(json.path("status").asText()).isEqualTo("Removed");
        assertThat(json.path("time").asLong()).isEqualTo(1_800_000_000L);
        assertThat(json.path("device")).isEqualTo(OcsfSchema.json(EVENT).path("device"));
    }

    @Test
    void hostileTextStaysText() {
        Host host = bare().with("hostname", "a\"b\\c\n\u0001\ud800z\ud83d\ude00").build();
        assertThat(event(host).at("/device/hostname").asText())
                .isEqualTo("a\"b\\c\n\u0001\ufffdz\ud83d\ude00");
    }

    @Test
    void theTextOfAnAssetNamesNoPeopleAndPlaces() {
        assertThat(devices.device(host(SERVER), NOW).toString())
                .contains(AID)
                .doesNotContain("SRV-1")
                .doesNotContain("10.1.2.3");
    }
}
