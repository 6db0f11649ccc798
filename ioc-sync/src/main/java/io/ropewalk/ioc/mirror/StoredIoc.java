package io.ropewalk.ioc.mirror;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An IOC as Falcon has it, in the vendor's words.
 *
 * @param ours whether it can be ours at all: not a Flight Control parent's
 * @param global whether it applies to all hosts
 */
public record StoredIoc(
        String id, IocValue value, String source, boolean ours, boolean global, Body body) {

    public StoredIoc {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(body, "body");
    }

    /** What may differ from what is wanted. */
    public record Body(
            String action,
            String mobileAction,
            String severity,
            Set<String> platforms,
            Set<String> tags,
            String description,
            Optional<Instant> expiration) {
        public Body {
            platforms = Set.copyOf(platforms);
            tags = Set.copyOf(tags);
            expiration = expiration.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Whether the mirror of this source made it. */
    public boolean isOf(String mirror) {
        return ours && source.equals(mirror);
    }

    /** Whether it stands as the mirror would write it. */
    public boolean is(Form form) {
        return global
                && source.equals(form.source())
                && body.equals(
                        new Body(
                                form.action().word(),
                                // Without mobile platforms it says nothing.
                                form.mobileAction().map(Action::word).orElse(body.mobileAction),
                                form.severity().word(),
                                form.platforms().stream()
                                        .map(Platform::word)
                                        .collect(Collectors.toSet()),
                                form.tags(),
                                form.description(),
                                form.expiration()));
    }

    /** Whether it is out of use, for deletion by people. */
    public boolean isRetired() {
        return body.action.equals(Action.NO_ACTION.word()) && body.tags.contains(IocRule.TO_DELETE);
    }
}
