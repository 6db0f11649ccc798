package io.ropewalk.ioc.app;

import com.google.common.net.InternetDomainName;

/** Names below which strangers register theirs, by the Public Suffix List. */
final class SharedNames {
    private SharedNames() {}

    static boolean contains(String domain) {
        return InternetDomainName.isValid(domain)
                && InternetDomainName.from(domain).isPublicSuffix();
    }
}
