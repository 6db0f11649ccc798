package io.ropewalk.falcon.identity;

import java.util.Optional;

/** The query for a page of users. The contract has no variables, so values stand in the text. */
final class UserQuery {
    private static final String WHICH =
            "types: [USER], archived: false, sortKey: PRIMARY_DISPLAY_NAME, sortOrder: ASCENDING";

    private static final String FIELDS =
            """
              nodes {
                entityId
                ... on UserEntity {
                  primaryDisplayName
                  secondaryDisplayName
                  riskScore
                  riskScoreSeverity
                  creationTime
                  emailAddresses
                  roles { type }
                  accounts {
                    ... on ActiveDirectoryAccountDescriptor { domain samAccountName objectSid objectGuid enabled dataSource }
                    ... on SsoUserAccountDescriptor { dataSource }
                  }
                }
              }
              pageInfo { hasNextPage endCursor }
            """;

    private UserQuery() {}

    static String of(Optional<String> cursor, int limit) {
        String after = cursor.map(text -> ", after: \"" + escaped(text) + "\"").orElse("");
        return "{ entities(" + WHICH + ", first: " + limit + after + ") {\n" + FIELDS + "} }";
    }

    /** A GraphQL string takes everything but quotes, backslashes and control characters as is. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
