/** What the page shows of the suite, and which requests may come from it. */
package io.ropewalk.alertops.page;
