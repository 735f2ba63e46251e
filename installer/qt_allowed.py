"""Which parts of Qt may ship with the desk: those used under the LGPL, and no other.

Qt's free edition is under LGPL 3, except modules that are under GPL 3 only; the wheel of
PySide6-Essentials carries some of those too (read in 6.11.3: Lottie, Quick Timeline, the Wayland
compositor, the virtual keyboard, Designer's components), whatever its own metadata says.

Sources: https://doc.qt.io/qt-6/licensing.html and https://doc.qt.io/qt-6/qtmodules.html ("under
GPL"); the SPDX line of the sources ("LicenseRef-Qt-Commercial OR GPL-3.0-only") of qtlottie,
qtquicktimeline, qtvirtualkeyboard, qtwayland/src/compositor, qtcharts and qtgraphs.

A library that neither list knows is refused as well: a new Qt is read before it is shipped.
"""

import re
from collections.abc import Iterable
from pathlib import PurePath

# Modules whose sources offer LGPL-3.0-only, and that a desk of widgets can need.
LGPL_MODULES = frozenset(
    {
        "Concurrent", "Core", "DBus", "Gui", "Network", "OpenGL", "OpenGLWidgets", "PrintSupport",
        "Sql", "Svg", "SvgWidgets", "Test", "Widgets", "Xml",
        # What the platforms of Linux stand on; the wheels for Windows and macOS have none of them.
        "EglFSDeviceIntegration", "EglFsKmsSupport", "WaylandClient", "WlShellIntegration",
        "XcbQpa",
    }
)  # fmt: skip

# Modules under GPL 3 or a commercial licence only. Names that begin so are meant too.
GPL_MODULES = (
    "Bodymovin", "CanvasPainter", "Charts", "Coap", "DataVisualization", "DesignerComponents",
    "Graphs", "HttpServer", "Lottie", "Mqtt", "NetworkAuth", "OpcUa", "Quick3D", "QuickTimeline",
    "ShaderTools", "VirtualKeyboard", "WaylandCompositor", "WaylandEglCompositor",
)  # fmt: skip

# Plug-ins of Qt's own LGPL modules, by folder. ``qpdf`` needs Qt PDF, which is not shipped.
LGPL_PLUGINS = {
    "egldeviceintegrations": {"qeglfs-emu-integration", "qeglfs-kms-egldevice-integration",
                              "qeglfs-kms-integration", "qeglfs-x11-integration"},
    "generic": {"qevdevkeyboardplugin", "qevdevmouseplugin", "qevdevtabletplugin",
                "qevdevtouchplugin", "qlibinputplugin", "qtuiotouchplugin"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qicns", "qico", "qjpeg", "qmacheif", "qmacjp2", "qsvg", "qtga",
                     "qtiff", "qwbmp", "qwebp"},
    "networkinformation": {"qapplenetworkinformation", "qconnman", "qglib", "qnetworklistmanager",
                           "qnetworkmanager"},
    "platforminputcontexts": {"composeplatforminputcontextplugin",
                              "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qdirect2d", "qeglfs", "qlinuxfb", "qminimal", "qminimalegl",
                  "qoffscreen", "qvkkhrdisplay", "qvnc", "qwayland", "qwayland-egl",
                  "qwayland-generic", "qwindows", "qxcb"},
    "platformthemes": {"qgtk3", "qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport"},
    "sqldrivers": {"qsqlite"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "tls": {"qcertonlybackend", "qopensslbackend", "qschannelbackend", "qsecuretransportbackend"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"dmabuf-server", "drm-egl-server",
                                            "qt-plugin-wayland-egl", "shm-emulation-server",
                                            "vulkan-server"},
    "wayland-shell-integration": {"fullscreen-shell-v1", "ivi-shell", "qt-shell", "wl-shell-plugin",
                                  "xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}  # fmt: skip
# The server side of Wayland is the compositor, Lottie draws from vectorimageformats.
GPL_PLUGIN_FOLDERS = {
    "wayland-graphics-integration-server",
    "vectorimageformats",
    "virtualkeyboard",
}
GPL_PLUGINS = {"qtvirtualkeyboardplugin"}

_BINARY = re.compile(r"\.(dll|pyd|dylib|exe)$|\.so(\.[\d.]+)?$", re.IGNORECASE)
_FRAMEWORK = re.compile(r"^Qt[A-Z].*\.framework$")
_MODULE = re.compile(r"^(?:lib)?Qt6?(?P<name>[A-Z][A-Za-z0-9]*?)(?:\.abi3)?(?:\.framework)?$")
# What stands beside Qt in the same folder under another licence, with its own entry in the notices:
# PySide6 and Shiboken (LGPL), Microsoft's C++ runtime, ICU, and Mesa's software OpenGL (MIT).
_BESIDE = re.compile(
    r"^(lib)?(pyside6|pyside6qml|shiboken6|Shiboken)(\.|$)|^(concrt|msvcp|vcamp|vccorlib|vcomp|"
    r"vcruntime)\d|^libicu(data|i18n|uc)\.|^opengl32sw\.",
    re.IGNORECASE,
)


def gpl_only(paths: Iterable[PurePath]) -> list[str]:
    """Return why each of these files may not ship, one line a file; nothing when all may.

    Give every file of the layout: what is no library of Qt is passed over.
    """
    found = ((path, refused_as(path)) for path in paths)
    return [f"{path.as_posix()}: {reason}" for path, reason in found if reason]


def refused_as(path: PurePath) -> str:
    """Return why this file may not ship, or nothing."""
    parts = path.parts
    framework = next((part for part in parts if _FRAMEWORK.match(part)), "")
    if framework:
        return _module(framework.removesuffix(".framework"))
    if not _BINARY.search(path.name) or _BESIDE.match(path.name):
        return ""
    if "PySide6" not in parts and not re.match(r"(lib)?Qt6[A-Z]", path.name):
        return ""
    if "qml" in parts:
        return "QML is not used here: leave the whole folder out"
    if "plugins" in parts:
        return _plugin(parts[parts.index("plugins") + 1 :])
    return _module(_BINARY.sub("", path.name))


def _module(stem: str) -> str:
    said = _MODULE.match(stem)
    name = said["name"] if said else stem
    if name in LGPL_MODULES and said:
        return ""
    if name.startswith(GPL_MODULES):
        return f"Qt {name} is under the GPL only"
    return f"{stem} is not on the list of Qt's LGPL parts that the desk uses"


def _plugin(inside: tuple[str, ...]) -> str:
    folder = inside[0] if len(inside) > 1 else ""
    name = _BINARY.sub("", inside[-1]).removeprefix("lib")
    if folder in GPL_PLUGIN_FOLDERS or name in GPL_PLUGINS:
        return f"the plug-in {folder}/{name} is under the GPL only"
    if name in LGPL_PLUGINS.get(folder, ()):
        return ""
    return f"the plug-in {folder}/{name} is not on the list of those the desk uses"
