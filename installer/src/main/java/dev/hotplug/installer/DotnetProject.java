package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a project file of .NET says.
 *
 * @param file its name
 * @param xml its root element
 */
record DotnetProject(Folder folder, String file, Markup xml) {
  private static final Pattern FILE = Pattern.compile(".*\\.[cf]sproj");
  private static final Pattern NAME = Pattern.compile("[\\w.-]++");
  private static final Pattern FRAMEWORK = Pattern.compile("net\\d+\\.\\d+");
  private static final Pattern NUMBERS = Pattern.compile("\\D+");
  private static final Set<String> PROGRAMS = Set.of("Microsoft.NET.Sdk.Web",
      "Microsoft.NET.Sdk.Worker");

  /** Those in {@code folder} that can be read. */
  static List<DotnetProject> in(Folder folder) {
    return folder.files()
        .stream()
        .filter(it -> FILE.matcher(it).matches())
        .map(it -> new DotnetProject(folder, it, Markup.in(folder, it)))
        .filter(it -> it.xml.name().equals("Project"))
        .toList();
  }

  /** Whether it makes a program, and one that is no test. */
  boolean isProgram() {
    if (property("IsTestProject").equalsIgnoreCase("true")
        || packages().contains("Microsoft.NET.Test.Sdk")) {
      return false;
    }
    return property("OutputType").equalsIgnoreCase("exe")
        || (PROGRAMS.contains(xml.attribute("Sdk")) && property("OutputType").isEmpty());
  }

  /** The packages that it asks for. */
  List<String> packages() {
    return xml.all("ItemGroup", "PackageReference")
        .stream()
        .map(it -> it.attribute("Include"))
        .toList();
  }

  /** What its program is called, without an ending. */
  String assembly() {
    var said = property("AssemblyName");
    return NAME.matcher(said).matches() ? said : file.replaceFirst("\\.[^.]*$", "");
  }

  /** The newest of the frameworks that it can be built for; empty where there is no choice. */
  Optional<String> framework() {
    return Stream.of(property("TargetFrameworks").split(";", -1))
        .map(String::strip)
        .filter(it -> FRAMEWORK.matcher(it).matches())
        .max((one, other) -> Integer.compare(age(one), age(other)));
  }

  private static int age(String framework) {
    var digits = NUMBERS.matcher(framework).replaceAll("");
    return digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }

  private String property(String name) {
    return xml.all("PropertyGroup", name).stream().map(Markup::text).findFirst().orElse("");
  }
}
