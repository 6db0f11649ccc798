package io.ropewalk.ioc.actions.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The bodies of the actions, for the OpenAPI document alone: {@link Arguments} reads them, and says
 * of a wrong member which there are. A test holds the two together.
 */
final class ActionBodies {
    private static final String DRY_RUN = "Answers what would be done, and changes nothing.";
    private static final String REASON = "Stands at Falcon beside what is changed.";
    private static final String EXPIRATION = "RFC 3339, a time to come.";
    private static final String BUNDLE = "A STIX 2.1 bundle.";
    private static final String SOURCE = "The feed's own, not the mirror's; marks its IOCs.";
    private static final String VALID_FOR =
            "Days; the feed's IOCs that were not changed for so long go. 0 keeps them.";

    private ActionBodies() {}

    /** Ids; all there are where none are named. */
    @Schema(name = "ActionsAsked")
    record Offers(List<String> ids, Boolean dryRun, String reason) {}

    /** Indicators by id. */
    @Schema(name = "IndicatorsById")
    record ById(@Schema(required = true) List<String> ids, Boolean dryRun, String reason) {}

    /** A page of a search. */
    @Schema(name = "IndicatorSearch")
    record Search(
            @Schema(description = "FQL.") String filter,
            @Schema(description = "For example modified_on.desc.") String sort,
            @Schema(defaultValue = "100", minimum = "1", maximum = "2000") Integer limit,
            @Schema(description = "Up to 10,000; not beside after.") Integer offset,
            @Schema(description = "The next of the page before.") String after,
            Boolean dryRun,
            String reason) {}

    /** A table of indicators. */
    @Schema(name = "IndicatorReport")
    record Report(
            @Schema(
                            name = "report_format",
                            enumeration = {"csv", "json"},
                            defaultValue = "csv")
                    String format,
            @Schema(description = "filter and sort, as of search_indicators.")
                    Map<String, String> search,
            Boolean dryRun,
            String reason) {}

    /** New indicators. */
    @Schema(name = "IndicatorsToCreate")
    record Creation(
            @Schema(required = true) List<Member> indicators,
            @Schema(description = DRY_RUN, defaultValue = "false") Boolean dryRun,
            @Schema(description = REASON) String reason) {}

    /** Changes; each names the id. */
    @Schema(name = "IndicatorsToUpdate")
    record Update(
            @Schema(required = true) List<Member> indicators,
            @Schema(description = DRY_RUN, defaultValue = "false") Boolean dryRun,
            @Schema(description = REASON) String reason) {}

    /** An indicator by the vendor's names. */
    @Schema(name = "Indicator")
    record Member(
            @Schema(description = "Of an update.") String id,
            @Schema(
                            description = "Of a new one.",
                            enumeration = {"md5", "sha256", "domain", "ipv4", "ipv6"})
                    String type,
            @Schema(description = "Of a new one.") String value,
            @Schema(enumeration = {"no_action", "allow", "detect", "prevent_no_ui", "prevent"})
                    String action,
            @Schema(name = "mobile_action") String mobileAction,
            @Schema(enumeration = {"informational", "low", "medium", "high", "critical"})
                    String severity,
            @Schema(maxLength = 256) String source,
            String description,
            @Schema(description = EXPIRATION) String expiration,
            List<String> platforms,
            List<String> tags,
            @Schema(name = "host_groups") List<String> hostGroups,
            @Schema(name = "applied_globally", description = "Takes the role admin.")
                    Boolean appliedGlobally) {}

    /** Indicators to delete, by id. */
    @Schema(name = "IndicatorsToDelete")
    record Deletion(
            @Schema(required = true) List<String> ids,
            @Schema(description = DRY_RUN, defaultValue = "false") Boolean dryRun,
            @Schema(description = REASON) String reason) {}

    /** One indicator by its value. */
    @Schema(name = "Ioc")
    record One(
            @Schema(required = true) String value,
            @Schema(
                            required = true,
                            enumeration = {"md5", "sha256", "domain", "ipv4", "ipv6"})
                    String type,
            @Schema(
                            defaultValue = "high",
                            enumeration = {"informational", "low", "medium", "high", "critical"})
                    String severity,
            @Schema(maxLength = 256) String source,
            String description,
            @Schema(description = EXPIRATION) String expiration,
            @Schema(description = "windows, mac and linux where none are named.")
                    List<String> platforms,
            List<String> tags,
            @Schema(name = "host_groups") List<String> hostGroups,
            @Schema(
                            name = "applied_globally",
                            description =
                                    "True where no host_groups are named; takes the role admin.")
                    Boolean appliedGlobally,
            @Schema(description = DRY_RUN, defaultValue = "false") Boolean dryRun,
            @Schema(description = REASON) String reason) {}

    /** A feed's STIX bundle. */
    @Schema(name = "BundleToPush")
    record Push(
            @Schema(required = true, description = BUNDLE) Map<String, Object> bundle,
            @Schema(required = true, maxLength = 256, description = SOURCE) String source,
            @Schema(name = "valid_for", description = VALID_FOR, defaultValue = "0")
                    Integer validFor,
            @Schema(name = "sekoia_base_url", description = "Leads the links in descriptions.")
                    String sekoiaBaseUrl,
            @Schema(description = DRY_RUN, defaultValue = "true") Boolean dryRun,
            @Schema(description = REASON) String reason) {}
}
