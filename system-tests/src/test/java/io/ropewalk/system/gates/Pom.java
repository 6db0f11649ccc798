package io.ropewalk.system.gates;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A module's pom.xml, as far as the gates read it. */
record Pom(Document document) {

    /** One entry of {@code <dependencies>}; the scope is {@code compile} where none is written. */
    record Dependency(String group, String artifact, String scope) {
        boolean isOurs() {
            return group.equals("io.ropewalk");
        }

        String name() {
            return group + ":" + artifact;
        }
    }

    static Pom read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pom parse(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(false);
            return new Pom(
                    factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException("no pom.xml that can be read", e);
        }
    }

    List<Dependency> dependencies() {
        return nodes("/project/dependencies/dependency | /project/profiles//dependency").stream()
                .map(node ->
                        new Dependency(
                                text(node, "groupId"),
                                text(node, "artifactId"),
                                text(node, "scope").isEmpty() ? "compile" : text(node, "scope")))
                .toList();
    }

    List<String> texts(String xpath) {
        return nodes(xpath).stream().map(Node::getTextContent).map(String::strip).toList();
    }

    private List<Node> nodes(String xpath) {
        try {
            var found =
                    (NodeList)
                            XPathFactory.newInstance()
                                    .newXPath()
                                    .evaluate(xpath, document, XPathConstants.NODESET);
            return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(xpath, e);
        }
    }

    private static String text(Node node, String child) {
        var children = node.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(each -> each.getNodeName().equals(child))
                .map(each -> each.getTextContent().strip())
                .findFirst()
                .orElse("");
    }
}
