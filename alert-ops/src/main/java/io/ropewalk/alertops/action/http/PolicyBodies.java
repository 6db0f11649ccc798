package io.ropewalk.alertops.action.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.work.Rules;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What actions on prevention policies are asked with. */
@RegisterForReflection(
        targets = {
            PolicyBodies.Ids.class,
            PolicyBodies.Deletion.class,
            PolicyBodies.Creation.class,
            PolicyBodies.Created.class,
            PolicyBodies.Update.class,
            PolicyBodies.Changed.class,
            PolicyBodies.Setting.class,
            PolicyBodies.Perform.class
        })
final class PolicyBodies {
    private static final String ID = "[0-9a-f]{32}";
    static final Pattern IDS = Pattern.compile(ID);
    private static final int LONGEST_ID = 400;
    private static final int MOST_READ = 1_000;
    private static final int MOST_WRITTEN = 100;
    private static final int NAME = 255;
    private static final int TEXT = 4_000;
    private static final String EXPECTED =
            "How many hosts the dry run says are weakened; needed for what weakens protection.";

    private PolicyBodies() {}

    private static void policy(Rules rules, String name, String id) {
        rules.needed(name, id);
        rules.form(name, id, IDS, "must be a policy's id, 32 hexadecimal digits");
    }

    /** Policies by id. */
    @Schema(name = "PolicyIds", examples = "{\"ids\":[\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"]}")
    record Ids(
            @Schema(
                            required = true,
                            minItems = 1,
                            maxItems = MOST_READ,
                            minLength = 1,
                            maxLength = LONGEST_ID)
                    List<String> ids,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.ids("ids", ids, MOST_READ, LONGEST_ID);
            rules.list("past", past, Rules.UNLIMITED, rules::needed);
        }
    }

    /** Policies to delete. */
    @Schema(
            name = "PolicyDeletion",
            examples =
                    "{\"ids\":[\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"],\"expectedMembers\":12,\"reason\":\"CHG-7\"}")
    record Deletion(
            @Schema(required = true, minItems = 1, maxItems = MOST_WRITTEN, pattern = ID)
                    List<String> ids,
            @Schema(description = EXPECTED, minimum = "0") Long expectedMembers,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.some("ids", ids, MOST_WRITTEN, (at, id) -> policy(rules, at, id));
            rules.number("expectedMembers", expectedMembers, 0, Long.MAX_VALUE);
            rules.list("past", past, Rules.UNLIMITED, rules::needed);
        }
    }

    /** Policies to make. */
    @Schema(
            name = "PolicyCreation",
            examples =
                    "{\"resources\":[{\"name\":\"Kiosks\",\"platform_name\":\"Windows\",\"settings\":[{\"id\":\"CloudAntiMalware\",\"value\":{\"detection\":\"AGGRESSIVE\",\"prevention\":\"MODERATE\"}}]}]}")
    record Creation(
            @Schema(required = true, minItems = 1, maxItems = MOST_WRITTEN) List<Created> resources,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.some("resources", resources, MOST_WRITTEN, rules::part);
            rules.list("past", past, Rules.UNLIMITED, rules::needed);
        }
    }

    /** One policy to make. */
    @Schema(name = "NewPolicy")
    record Created(
            @Schema(required = true, minLength = 1, maxLength = NAME) String name,
            @Schema(maxLength = TEXT) String description,
            @JsonProperty("platform_name")
                    @Schema(
                            name = "platform_name",
                            required = true,
                            enumeration = {"Windows", "Mac", "Linux"})
                    String platformName,
            @JsonProperty("clone_id")
                    @Schema(
                            name = "clone_id",
                            description = "A policy to take the settings of.",
                            pattern = ID)
                    String cloneId,
            @Schema(maxItems = MOST_READ) List<Setting> settings)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.needed("name", name);
            rules.text("name", name, 1, NAME);
            rules.text("description", description, 0, TEXT);
            rules.list("settings", settings, MOST_READ, rules::part);
        }
    }

    /** Policies to change. */
    @Schema(
            name = "PolicyUpdate",
            examples =
                    "{\"resources\":[{\"id\":\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"settings\":[{\"id\":\"QuarantineOnWrite\",\"value\":{\"enabled\":true}}]}],\"dryRun\":true}")
    record Update(
            @Schema(required = true, minItems = 1, maxItems = MOST_WRITTEN) List<Changed> resources,
            @Schema(description = EXPECTED, minimum = "0") Long expectedMembers,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.some("resources", resources, MOST_WRITTEN, rules::part);
            rules.number("expectedMembers", expectedMembers, 0, Long.MAX_VALUE);
            rules.list("past", past, Rules.UNLIMITED, rules::needed);
        }
    }

    /** One policy to change; what is left out stays as it is. */
    @Schema(name = "ChangedPolicy")
    record Changed(
            @Schema(required = true, pattern = ID) String id,
            @Schema(minLength = 1, maxLength = NAME) String name,
            @Schema(maxLength = TEXT) String description,
            @Schema(maxItems = MOST_READ) List<Setting> settings)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            policy(rules, "id", id);
            rules.text("name", name, 1, NAME);
            rules.text("description", description, 0, TEXT);
            rules.list("settings", settings, MOST_READ, rules::part);
        }
    }

    /**
     * A setting and its value; or, as a policy's own body has them in {@code prevention_settings},
     * a category of settings.
     */
    @Schema(
            name = "PolicySetting",
            description =
                    "A setting by id with its value; or a category of settings as in the"
                            + " prevention_settings of a policy, so that a former body can be sent"
                            + " back.")
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Setting(
            @Schema(minLength = 1, maxLength = NAME) String id,
            @Schema(
                            description =
                                    "{\"enabled\": boolean} of a toggle; {\"detection\": level,"
                                            + " \"prevention\": level} of a slider, with the levels"
                                            + " DISABLED, CAUTIOUS, MODERATE, AGGRESSIVE and"
                                            + " EXTRA_AGGRESSIVE.")
                    Map<String, Object> value,
            @Schema(description = "Of a category: its settings.", maxItems = MOST_READ)
                    List<Setting> settings)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.text("id", id, 1, NAME);
            rules.list("settings", settings, MOST_READ, rules::part);
        }
    }

    /** What to do to policies. */
    @Schema(
            name = "PolicyAction",
            examples =
                    "{\"action_name\":\"add-host-group\",\"ids\":[\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"],\"group_id\":\"f0e1d2c3b4a5968778695a4b3c2d1e0f\"}")
    record Perform(
            @JsonProperty("action_name")
                    @Schema(
                            name = "action_name",
                            required = true,
                            enumeration = {
                                "enable",
                                "disable",
                                "add-host-group",
                                "remove-host-group",
                                "add-rule-group",
                                "remove-rule-group"
                            })
                    String actionName,
            @Schema(required = true, minItems = 1, maxItems = MOST_WRITTEN, pattern = ID)
                    List<String> ids,
            @JsonProperty("group_id")
                    @Schema(
                            name = "group_id",
                            description =
                                    "A host group, or a group of custom rules; of the four actions"
                                            + " about groups.")
                    String groupId,
            @Schema(description = EXPECTED, minimum = "0") Long expectedMembers,
            Boolean dryRun,
            String reason,
            List<String> past)
            implements Orders.Common {

        @Override
        public void check(Rules rules) {
            rules.some("ids", ids, MOST_WRITTEN, (at, id) -> policy(rules, at, id));
            rules.number("expectedMembers", expectedMembers, 0, Long.MAX_VALUE);
            rules.list("past", past, Rules.UNLIMITED, rules::needed);
        }
    }
}
