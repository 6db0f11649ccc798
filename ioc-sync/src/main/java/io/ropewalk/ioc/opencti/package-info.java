/** The live stream of OpenCTI, and the connector as OpenCTI sees it. */
package io.ropewalk.ioc.opencti;
