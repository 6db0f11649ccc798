package io.ropewalk.alertops.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Assistants at {@code /mcp}, and where they may write, at {@code /ops/mcp}. */
@ConfigMapping(prefix = "ropewalk.alerts.mcp")
public interface McpConfig {

    /** A switch. */
    enum Switch {
        ON,
        OFF
    }

    /**
     * Whether {@code /ops/mcp} is there. Its tools change alerts and hosts, each time after a
     * person has agreed in the assistant's own form.
     */
    @WithDefault("off")
    Switch write();

    /** Largest answer of a tool, in bytes of JSON; its copy as text comes on top. */
    @WithDefault("32768")
    int maxAnswerBytes();

    /** Longest text within an answer, in characters; command lines are cut after it. */
    @WithDefault("500")
    int maxText();

    /** How long a person has to agree. Nothing happens when it has passed. */
    @WithDefault("5m")
    Duration confirmationTimeout();

    /** Most questions that wait for a person at a time, for all assistants together. */
    @WithDefault("20")
    int maxConfirmations();

    /**
     * Origins of pages that may call, such as {@code https://assistant.example.com}. Programs send
     * none and need not stand here.
     */
    Optional<List<String>> allowedOrigins();

    /**
     * This service as assistants reach it, such as {@code https://alerts.example.com}: what the
     * metadata of the protected resource says. Without it the address of the request is named.
     */
    Optional<URI> resourceUrl();

    /**
     * Where assistants get tokens; the issuer of {@code quarkus.oidc.auth-server-url} where none is
     * named.
     */
    Optional<List<URI>> authorizationServers();

    /** Scopes an assistant should ask for, where the issuer makes roles of them. */
    Optional<List<String>> scopes();

    /** Where set, a token counts here only if it was made for this audience (RFC 8707). */
    Optional<String> audience();

    /** Most sessions whose owner is remembered; the longest unused is ended first. */
    @WithDefault("10000")
    int maxSessions();

    /** Most sessions of one caller; their own longest unused is ended first. */
    @WithDefault("50")
    int maxSessionsPerCaller();
}
