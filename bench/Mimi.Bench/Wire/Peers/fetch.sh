#!/bin/bash
# Puts npm ws and Debian's OkHttp, each with its contestant, into a folder: bash fetch.sh FOLDER. Needs node, npm, a JDK and apt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
cp "$here/WsPeer.mjs" .
npm install --silent --no-audit --no-fund --prefix . ws@8.18.0
apt-get download libokhttp-java libokio-java
for package in ./*.deb; do dpkg -x "$package" debian; done
cp debian/usr/share/java/okhttp.jar debian/usr/share/java/okio.jar .
javac -cp okhttp.jar:okio.jar -d . "$here/OkHttpPeer.java"
