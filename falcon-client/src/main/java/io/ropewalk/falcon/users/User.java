package io.ropewalk.falcon.users;

import io.ropewalk.falcon.Lists;
import java.util.List;
import java.util.Objects;

/**
 * A user of the Falcon console ({@code domain.User} of the swagger). Components bear the vendor's
 * names in camel case; {@code null} stands for what the vendor does not send. Times are the
 * vendor's text.
 *
 * @param uuid names the user
 * @param uid the e-mail address
 * @param cid the customer the user belongs to
 * @param factors second factors the user has set up
 */
public record User(
        String uuid,
        String uid,
        String cid,
        String firstName,
        String lastName,
        String status,
        String userType,
        List<String> factors,
        String createdAt,
        String updatedAt,
        String lastLoginAt,
        String accessGrantedAt) {

    public User {
        Objects.requireNonNull(uuid, "uuid");
        factors = Lists.filled(factors);
    }

    /** Which user it is; the rest is a person. */
    @Override
    public String toString() {
        return "User[uuid=" + uuid + ", cid=" + cid + "]";
    }
}
