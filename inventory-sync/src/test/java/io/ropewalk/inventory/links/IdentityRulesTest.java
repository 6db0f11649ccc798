package io.ropewalk.inventory.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which identities tell a machine. */
class IdentityRulesTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "0",
                "None",
                "N/A",
                "Default string",
                "To be filled by O.E.M.",
                "System Serial Number",
                "0000000000",
                "xxxxxxxx",
                "--------",
                "Not Specified",
                "123456789",
                "abc",
                "   "
            })
    void aPlaceholderIsNoSerialNumber(String serial) {
        assertThat(SerialNumbers.tells(serial)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5CG1234XYZ",
                "C02ABC123DEF",
                "VMware-56 4d 3e 1a 9b 7c 22 11-aa bb cc dd ee ff 00 12",
                "ec2f1a2b-3c4d-5e6f-7a8b-9c0d1e2f3a4b",
                "GoogleCloud-5A1B2C3D"
            })
    void aMakersOrHypervisorsNumberIs(String serial) {
        assertThat(SerialNumbers.tells(serial)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "02-42-ac-11-00-02", // Docker
                "da-a1-19-00-11-22", // randomised
                "00-50-56-c0-00-08", // VMware's adapter on every workstation
                "00:15:5d:01:02:03", // Hyper-V
                "01-00-5e-00-00-fb", // multicast
                "00-00-00-00-00-00",
                "ff-ff-ff-ff-ff-ff",
                "00-ff-12-34-56-78", // TAP
                "3c-22-fb",
                "not a mac"
            })
    void anAddressMadeBySoftwareTellsNoMachine(String mac) {
        assertThat(MacAddresses.telling(mac)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3C-22-FB-0A-1B-2C", "3c:22:fb:0a:1b:2c", "3c22.fb0a.1b2c"})
    void aCardsAddressDoesInAnyNotation(String mac) {
        assertThat(MacAddresses.telling(mac)).contains("3c-22-fb-0a-1b-2c");
    }

    @Test
    void anAddressIsLookedForInTheNotationsOfOthers() {
        assertThat(MacAddresses.notations("3c-22-fb-0a-1b-2c"))
                .contains("3C:22:FB:0A:1B:2C", "3c-22-fb-0a-1b-2c");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.1.1",
                "127.0.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "web-1"
            })
    void aPrivateAddressIsNotPublic(String address) {
        assertThat(IpAddresses.isPublic(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2001:db8::1"})
    void othersAre(String address) {
        assertThat(IpAddresses.isPublic(address)).isTrue();
    }

    @Test
    void theProviderIsReadFromFalconsWord() {
        assertThat(Provider.of("AWS_EC2_V2")).contains(Provider.AWS);
        assertThat(Provider.of("AZURE")).contains(Provider.AZURE);
        assertThat(Provider.of("GCP")).contains(Provider.GCP);
        assertThat(Provider.of("ALIBABA")).isEmpty();
        assertThat(Provider.of(null)).isEmpty();
    }
}
