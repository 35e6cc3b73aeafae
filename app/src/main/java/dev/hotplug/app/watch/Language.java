package dev.hotplug.app.watch;

import dev.hotplug.spec.ShellWords;
import java.util.List;

/**
 * A language that servers are written in, and by which files one knows it. Lists are written as
 * globs with a blank between them, which keeps the constants immutable.
 */
enum Language {
  PYTHON("Python", "*.py *.pyi", "pyproject.toml setup.py setup.cfg requirements*.txt Pipfile .env",
      "pyproject.toml setup.py setup.cfg Pipfile requirements.txt"),
  NODE("JavaScript or TypeScript", "*.js *.mjs *.cjs *.jsx *.ts *.mts *.cts *.tsx",
      "package.json tsconfig*.json deno.json* bunfig.toml .env",
      "package.json deno.json deno.jsonc tsconfig.json"),
  JAVA("Java", "*.java *.kt *.kts *.scala *.groovy *.properties",
      "pom.xml *.gradle libs.versions.toml build.sbt application*.y*ml",
      "pom.xml build.gradle build.gradle.kts settings.gradle settings.gradle.kts build.sbt"),
  GO("Go", "*.go", "go.mod go.work", "go.mod"),
  RUST("Rust", "*.rs", "Cargo.toml", "Cargo.toml"),
  DOTNET(".NET", "*.cs *.fs *.vb", "*.csproj *.fsproj *.vbproj Directory.*.props appsettings*.json",
      "*.csproj *.fsproj *.vbproj *.sln *.slnx"),
  RUBY("Ruby", "*.rb", "Gemfile *.gemspec", "Gemfile *.gemspec"),
  PHP("PHP", "*.php", "composer.json", "composer.json"),
  PERL("Perl", "*.pl *.pm", "cpanfile", "cpanfile Makefile.PL"),
  LUA("Lua", "*.lua", "", ""),
  R("R", "*.R *.r", "DESCRIPTION", "DESCRIPTION"),
  JULIA("Julia", "*.jl", "Project.toml", "Project.toml"),
  ELIXIR("Elixir", "*.ex *.exs", "", "mix.exs"),
  SHELL("shell", "*.sh *.bash *.zsh", "", ""),
  NATIVE("native code", "*.c *.h *.cc *.cpp *.hpp *.zig *.swift *.nim",
      "CMakeLists.txt Makefile meson.build Package.swift build.zig",
      "CMakeLists.txt Makefile meson.build Package.swift build.zig");

  private final String title;
  private final String sources;
  private final String manifests;
  private final String markers;

  Language(String title, String sources, String manifests, String markers) {
    this.title = title;
    this.sources = sources;
    this.manifests = manifests;
    this.markers = markers;
  }

  String title() {
    return title;
  }

  /** Globs of the names of its source files. */
  List<String> sources() {
    return globs(sources);
  }

  /** Globs of the names of all files that a running server of it depends on. */
  List<String> files() {
    return globs(sources + " " + manifests);
  }

  /** Globs of the names of files that stand at the top of a project. */
  List<String> markers() {
    return globs(markers);
  }

  private static List<String> globs(String apart) {
    return ShellWords.split(apart).orElseThrow();
  }
}
