/** The other services, asked at their management ports. */
package io.ropewalk.alertops.page.health;
