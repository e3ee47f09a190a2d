package graph

import "strings"

// Kind says what an entity is. It is the name used in JSON.
type Kind string

// The kinds of stored entities.
const (
	KindPartner     Kind = "partner"
	KindComponent   Kind = "component"
	KindOffering    Kind = "offering"
	KindProduct     Kind = "product"
	KindRoadmapItem Kind = "roadmap_item"
	KindContract    Kind = "contract"
	KindCertificate Kind = "certificate"
	KindPerson      Kind = "person"
)

// The kinds that exist in answers only, derived from facts of others.
const (
	KindCountry Kind = "country" // its id is the ISO 3166-1 code
	KindService Kind = "service" // a critical service a product or component needs
	KindRoute   Kind = "route"   // a product in a sales region
	KindLayer   Kind = "layer"   // a layer, where people are asked for; its id is the layer
)

// Kinds lists the stored kinds; what bodies refer to comes first.
func Kinds() []Kind {
	return []Kind{
		KindPartner, KindProduct, KindComponent, KindOffering,
		KindContract, KindCertificate, KindRoadmapItem, KindPerson,
	}
}

// New returns an empty body of a stored kind, nil for any other.
func New(k Kind) Body {
	switch k {
	case KindPartner:
		return &Partner{}
	case KindComponent:
		return &Component{}
	case KindOffering:
		return &Offering{}
	case KindProduct:
		return &Product{}
	case KindRoadmapItem:
		return &RoadmapItem{}
	case KindContract:
		return &Contract{}
	case KindCertificate:
		return &Certificate{}
	case KindPerson:
		return &Person{}
	default:
		return nil
	}
}

// Label is the kind's name in the database; empty for an unknown kind.
func (k Kind) Label() string {
	switch k {
	case KindPartner:
		return "Partner"
	case KindComponent:
		return "Component"
	case KindOffering:
		return "Offering"
	case KindProduct:
		return "Product"
	case KindRoadmapItem:
		return "RoadmapItem"
	case KindContract:
		return "Contract"
	case KindCertificate:
		return "Certificate"
	case KindPerson:
		return "Person"
	default:
		return ""
	}
}

// Named is the kind in a sentence: an offering, a roadmap item.
func (k Kind) Named() string {
	article := "a "
	if k == KindOffering {
		article = "an "
	}
	return article + strings.ReplaceAll(string(k), "_", " ")
}

// Collection is the kind's name in paths and files: partners, roadmap-items.
func (k Kind) Collection() string {
	switch k {
	case KindRoadmapItem:
		return "roadmap-items"
	case KindPerson:
		return "people"
	default:
		return string(k) + "s"
	}
}

// Layer is one of the five layers of a connected product.
type Layer string

// The layers, in their one order: device hardware first.
const (
	DeviceHardware Layer = "device_hardware"
	DeviceSoftware Layer = "device_software"
	Communications Layer = "communications"
	CloudPlatform  Layer = "cloud_platform"
	Applications   Layer = "applications"
)

// Layers lists the layers in order.
func Layers() []Layer {
	return []Layer{DeviceHardware, DeviceSoftware, Communications, CloudPlatform, Applications}
}
