/** What ends a program together with the one that started it; runs inside that program. */
package io.ropewalk.local.leash;
