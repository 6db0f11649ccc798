package io.ropewalk.ioc.value;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, Bad.Example., bad.example",
        "DOMAIN, bad[.]example, bad.example",
        "DOMAIN, ' c2.bad.example ', c2.bad.example",
        "DOMAIN, bücher.example, xn--bcher-kva.example",
        "DOMAIN, XN--BCHER-KVA.example, xn--bcher-kva.example",
        "DOMAIN, _dmarc.bad.example, _dmarc.bad.example",
        "IPV4, 192.0.2.7, 192.0.2.7",
        "IPV4, 192.0.2.7/32, 192.0.2.7",
        "IPV4, 192[.]0[.]2[.]7, 192.0.2.7",
        "IPV6, 2001:DB8:0:0::0007, 2001:db8::7",
        "IPV6, 2001:db8::1/128, 2001:db8::1",
        "IPV6, 2001:db8::1%eth0, 2001:db8::1",
        "IPV6, 2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "IPV6, 2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "IPV6, 1:2:3:4:5:6:192.0.2.7, 1:2:3:4:5:6:c000:207",
        "IPV6, 1::, 1::",
        "MD5, 44D88612FEA8A8F36DE82E1278ABB02F, 44d88612fea8a8f36de82e1278abb02f"
    })
    void twoSpellingsOfOneValueAreOneValue(IocType type, String text, String value) {
        assertThat(Canonical.of(type, text))
                .isEqualTo(new Canonical.Value(new IocValue(type, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:192.0.2.7, 192.0.2.7",
        "::ffff:c000:207, 192.0.2.7",
        "0:0:0:0:0:FFFF:192.0.2.7, 192.0.2.7"
    })
    void anIpv4AddressWrittenAsIpv6IsIpv4(String text, String value) {
        assertThat(Canonical.of(IocType.IPV6, text))
                .isEqualTo(new Canonical.Value(new IocValue(IocType.IPV4, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, localhost, BAD_VALUE",
        "DOMAIN, 192.0.2.7, BAD_VALUE",
        "DOMAIN, *.bad.example, BAD_VALUE",
        "DOMAIN, a..example, BAD_VALUE",
        "DOMAIN, -a.example, BAD_VALUE",
        "DOMAIN, '', BAD_VALUE",
        "DOMAIN, https://a.example/x, BAD_VALUE",
        "DOMAIN, faß.example, AMBIGUOUS_VALUE",
        "IPV4, 192.0.2.0/24, RANGE",
        "IPV4, 192.0.2.0/33, BAD_VALUE",
        "IPV4, 192.0.2.010, BAD_VALUE",
        "IPV4, 192.0.2, BAD_VALUE",
        "IPV4, 192.0.2.256, BAD_VALUE",
        "IPV4, 2001:db8::1, BAD_VALUE",
        "IPV4, 10.1.2.3, COMMON_VALUE",
        "IPV4, 127.0.0.1, COMMON_VALUE",
        "IPV4, 172.31.0.1, COMMON_VALUE",
        "IPV4, 239.0.0.1, COMMON_VALUE",
        "IPV6, 2001:db8::/32, RANGE",
        "IPV6, 1:2:3:4:5:6:7, BAD_VALUE",
        "IPV6, 1::2::3, BAD_VALUE",
        "IPV6, 12345::, BAD_VALUE",
        "IPV6, 1:2:3:4:5:6:7::8, BAD_VALUE",
        "IPV6, ::ffff:10.0.0.1, COMMON_VALUE",
        "IPV6, ::1, COMMON_VALUE",
        "IPV6, '::', COMMON_VALUE",
        "IPV6, fe80::1, COMMON_VALUE",
        "IPV6, fd00::1, COMMON_VALUE",
        "MD5, d41d8cd98f00b204e9800998ecf8427e, COMMON_VALUE",
        "MD5, 00000000000000000000000000000000, COMMON_VALUE",
        "MD5, 44d88612fea8a8f36de82e1278abb02, BAD_VALUE",
        "MD5, 44d88612fea8a8f36de82e1278abb0zz, BAD_VALUE",
        "SHA256, 44d88612fea8a8f36de82e1278abb02f, BAD_VALUE",
        "SHA256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, COMMON_VALUE"
    })
    void whatIsNoValueIsRefusedWithAReason(IocType type, String text, Refusal why) {
        assertThat(Canonical.of(type, text)).isEqualTo(new Canonical.None(why));
    }

    @Property
    void theCanonicalFormIsItsOwnCanonicalForm(@ForAll("texts") String text) {
        for (IocType type : IocType.values()) {
            if (Canonical.of(type, text) instanceof Canonical.Value(var value)) {
                assertThat(Canonical.of(value.type(), value.value()))
                        .isEqualTo(new Canonical.Value(value));
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("abcXYZ09.-_ü。[]").ofMaxLength(30),
                Arbitraries.strings().withChars("0123456789.:/abfF%").ofMaxLength(40));
    }
}
