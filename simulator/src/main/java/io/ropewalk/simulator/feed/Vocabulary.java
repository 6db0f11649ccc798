package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.estate.Mix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values one variant of a template is made of. Same seed, same values. JSON text, escaped. */
final class Vocabulary {
    private static final List<String> USERS =
            List.of(
                    "lea",
                    "sam",
                    "Zoë Müller",
                    "Łukasz",
                    "svc-backup",
                    "田中太郎",
                    "Åsa",
                    "ci",
                    "José");
    private static final List<String> HOSTS = List.of("WS", "SRV", "MAC", "VDI", "DC");
    private static final List<String> FILES =
            List.of(
                    "powershell.exe",
                    "cmd.exe",
                    "setup.exe",
                    "wscript.exe",
                    "Übersicht.exe",
                    "a.exe");
    private static final List<String> FOLDERS =
            List.of(
                    "\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\System32",
                    "C:\\\\Users\\\\lea\\\\AppData\\\\Local\\\\Temp",
                    "C:\\\\Programme\\\\Bücher",
                    "/usr/local/bin",
                    "/Applications/Über App.app/Contents/MacOS");
    private static final List<String> TECHNIQUES =
            List.of("PowerShell", "Masquerading", "Web Protocols", "Scheduled Task");
    private static final List<String> SEVERITIES =
            List.of("Informational", "Low", "Medium", "High", "Critical");
    private static final List<String> WORDS =
            List.of(
                    "process",
                    "wrote",
                    "\\\"quoted\\\"",
                    "C:\\\\tmp\\\\x",
                    "naïve",
                    "Grüße",
                    "from",
                    "value",
                    "日本語",
                    "policy",
                    "blocked",
                    "tab\\there",
                    "été",
                    "line\\nbreak",
                    "🦊",
                    "\\u0041BC",
                    "token=",
                    "the",
                    "user",
                    "/c",
                    "-NoProfile",
                    "Ωmega",
                    "rule",
                    "https:\\/\\/x.example");

    private final long seed;
    private final String cid;
    private final Map<String, String> fixed = new HashMap<>();
    private long draws;

    Vocabulary(long seed, String cid) {
        this.seed = seed;
        this.cid = cid;
    }

    /** The value for a placeholder; those that name a thing stay the same within a variant. */
    String value(String placeholder) {
        var colon = placeholder.indexOf(':');
        if (colon < 0) {
            var known = fixed.get(placeholder);
            if (known == null) {
                known = draw(placeholder);
                fixed.put(placeholder, known);
            }
            return known;
        }
        var size = Integer.parseInt(placeholder.substring(colon + 1));
        return switch (placeholder.substring(0, colon)) {
            case "hex" -> hex(size);
            case "num" -> Long.toString(1 + Long.remainderUnsigned(next(), size));
            case "text" -> text(size);
            default -> throw new IllegalArgumentException("unknown placeholder " + placeholder);
        };
    }

    private String draw(String name) {
        return switch (name) {
            case "cid" -> cid;
            case "aid" -> hex(32);
            case "host" -> pick(HOSTS) + "-" + (100 + Long.remainderUnsigned(next(), 900));
            case "user" -> pick(USERS);
            case "upn" -> "user" + Long.remainderUnsigned(next(), 1000) + "@example.com";
            case "domain" -> "CORP";
            case "ip" -> "192.0.2." + Long.remainderUnsigned(next(), 256);
            case "rip" -> "203.0.113." + Long.remainderUnsigned(next(), 256);
            case "mac" -> "02-00-00-00-00-" + hex(2);
            case "file" -> pick(FILES);
            case "path" -> pick(FOLDERS);
            case "cmd" -> "\\\"" + pick(FOLDERS) + "\\\"";
            case "tech" -> pick(TECHNIQUES);
            case "pattern" -> Long.toString(10_000 + Long.remainderUnsigned(next(), 900));
            case "uuid" -> hex(8) + "-" + hex(4) + "-4" + hex(3) + "-9" + hex(3) + "-" + hex(12);
            case "sev" -> Long.toString(10 + 20 * Long.remainderUnsigned(next(), 5));
            case "sevname" -> SEVERITIES.get((Integer.parseInt(value("sev")) - 10) / 20);
            default -> throw new IllegalArgumentException("unknown placeholder " + name);
        };
    }

    /** About so many bytes of words, some of them not ASCII and some escaped. */
    String text(int bytes) {
        var text = new StringBuilder();
        var size = 0;
        while (size < bytes) {
            var word =
                    next() % 3 == 0
                            ? hex(1 + (int) Long.remainderUnsigned(next(), 12))
                            : pick(WORDS);
            size += EventTemplate.bytes(word).length + 1;
            text.append(word).append(' ');
        }
        return text.toString().strip();
    }

    private String hex(int digits) {
        var text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Long.toHexString(next() | Long.MIN_VALUE));
        }
        return text.substring(0, digits);
    }

    private String pick(List<String> values) {
        return values.get((int) Long.remainderUnsigned(next(), values.size()));
    }

    private long next() {
        return Mix.mix(seed, ++draws);
    }
}
