package io.ropewalk.falcon.prevention;

import java.util.Arrays;
import java.util.Optional;

/** What can be done to prevention policies besides changing them. */
public enum PolicyAction {
    ENABLE("enable", ""),
    DISABLE("disable", ""),
    ADD_HOST_GROUP("add-host-group", "group_id"),
    REMOVE_HOST_GROUP("remove-host-group", "group_id"),
    /**
     * Sources differ on the parameter: {@code group_id} here, {@code rule_group_id} of PSFalcon.
     */
    ADD_RULE_GROUP("add-rule-group", "group_id"),
    REMOVE_RULE_GROUP("remove-rule-group", "group_id");

    private final String word;
    private final String parameter;

    PolicyAction(String word, String parameter) {
        this.word = word;
        this.parameter = parameter;
    }

    /** As the vendor writes it. */
    public String word() {
        return word;
    }

    /** The name of the parameter that takes the group; empty where there is none. */
    public String parameter() {
        return parameter;
    }

    /** The action of a word; empty for any other. */
    public static Optional<PolicyAction> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
