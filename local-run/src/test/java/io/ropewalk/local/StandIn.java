package io.ropewalk.local;

import io.ropewalk.local.leash.Leash;
import java.util.concurrent.CountDownLatch;

/** A small program in the place of a service. */
final class StandIn {

    private StandIn() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("secret in environment: " + System.getenv("CHILD_SECRET"));
        System.out.println("inherited: " + System.getenv("FALCON_CLIENT_SECRET"));
        switch (arguments[0]) {
            case "die" -> {
                System.out.println("the database is gone");
                System.exit(3);
            }
            case "leash" -> {
                Leash.premain("");
                new CountDownLatch(1).await();
            }
            case "stay" -> new CountDownLatch(1).await();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
