package io.ropewalk.falcon.prevention;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be done to prevention policies besides changing them. */
public enum PolicyAction {
    ENABLE("enable", ""),
    DISABLE("disable", ""),
    ADD_HOST_GROUP("add-host-group", "group_id"),
    REMOVE_HOST_GROUP("remove-host-group", "group_id"),
    /**
     * Sources differ on the parameter: {@code group_id} in the vendor's Python kit, {@code
     * rule_group_id} in PSFalcon.
     */
    ADD_RULE_GROUP("add-rule-group", "group_id rule_group_id"),
    REMOVE_RULE_GROUP("remove-rule-group", "group_id rule_group_id");

    private final String word;

    /** Blank between two. */
    private final String parameters;

    PolicyAction(String word, String parameters) {
        this.word = word;
        this.parameters = parameters;
    }

    /** As the vendor writes it. */
    public String word() {
        return word;
    }

    /**
     * The names the parameter with the group may have, the likeliest first; none where there is no
     * such parameter.
     */
    public List<String> parameters() {
        return parameters.isEmpty() ? List.of() : List.of(parameters.split(" ", -1));
    }

    /** The action of a word; empty for any other. */
    public static Optional<PolicyAction> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
