package io.ropewalk.alertops.action.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What actions on alerts are asked with. */
@RegisterForReflection(targets = AlertBodies.Ids.class)
final class AlertBodies {
    private AlertBodies() {}

    /** Alerts by composite id. */
    @Schema(name = "AlertIds")
    record Ids(
            @NotEmpty @Size(max = 10_000) List<@NotNull @Size(min = 1, max = 400) String> ids,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {}
}
