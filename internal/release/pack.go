package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// member is a file of an archive.
type member struct {
	name string
	data []byte
	mode fs.FileMode
}

// tarred packs files for systems that have tar.
func tarred(members []member, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(packed)
	for _, m := range members {
		head := tar.Header{Typeflag: tar.TypeReg, Name: m.name, Size: int64(len(m.data)), Mode: int64(m.mode), ModTime: at, Format: tar.FormatPAX}
		if err := w.WriteHeader(&head); err != nil {
			return nil, err
		}
		if _, err := w.Write(m.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	err = packed.Close()
	return out.Bytes(), err
}

// zipped packs files for Windows and for Visual Studio Code.
func zipped(members []member, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		head := &zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: at}
		head.SetMode(m.mode)
		file, err := w.CreateHeader(head)
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(m.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// extensionFolder holds the extension for Visual Studio Code as it is written.
const extensionFolder = "internal/vscode"

// extension packs the extension for Visual Studio Code.
func (m *making) extension() error {
	about := map[string]any{}
	data, err := os.ReadFile(filepath.Join(extensionFolder, "package.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &about); err != nil {
		return err
	}
	number := strings.TrimPrefix(m.version, "v")
	data = []byte(strings.Replace(string(data), `"version": "0.0.0"`, `"version": "`+number+`"`, 1))
	members := []member{
		{"[Content_Types].xml", []byte(contentTypes), 0o644},
		{"extension.vsixmanifest", []byte(fmt.Sprintf(manifest, about["name"], number, about["publisher"], about["displayName"], about["description"])), 0o644},
		{"extension/package.json", data, 0o644},
	}
	for inside, name := range map[string]string{"extension/LICENSE": "LICENSE", "extension/README.md": extensionFolder + "/README.md", "extension/extension.js": extensionFolder + "/extension.js"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		members = append(members, member{inside, data, 0o644})
	}
	sortMembers(members)
	archive, err := zipped(members, m.at)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(m.out, "riskbook-"+m.version+".vsix"), archive, 0o644)
}

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".js" ContentType="application/javascript"/><Default Extension=".md" ContentType="text/markdown"/><Default Extension=".vsixmanifest" ContentType="text/xml"/><Override PartName="/extension/LICENSE" ContentType="text/plain"/></Types>
`

const manifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="%s" Version="%s" Publisher="%s"/>
    <DisplayName>%s</DisplayName>
    <Description xml:space="preserve">%s</Description>
    <Categories>Programming Languages,Linters</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="^1.90.0"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE" Addressable="true"/>
  </Assets>
</PackageManifest>
`

func sortMembers(members []member) {
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
}
