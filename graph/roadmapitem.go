package graph

// RoadmapItem is something planned.
type RoadmapItem struct {
	Key             string `json:"key" validate:"required,max=100,line"` // unique
	TitleText       string `json:"title" validate:"required,max=300,line"`
	Layer           Layer  `json:"layer,omitempty" validate:"omitempty,oneof=device_hardware device_software communications cloud_platform applications"`
	ItemKind        string `json:"kind,omitempty" validate:"omitempty,oneof=feature launch platform experiment"`
	Status          string `json:"status,omitempty" validate:"omitempty,oneof=proposed committed in_progress shipped dropped"` // absent counts as proposed
	TargetDate      Date   `json:"targetDate,omitempty" validate:"omitempty,date"`
	DurationDays    *int64 `json:"durationDays,omitempty" validate:"omitempty,gte=0,lte=36500"`    // P50
	DurationP90Days *int64 `json:"durationP90Days,omitempty" validate:"omitempty,gte=0,lte=36500"` // P90
	Value           Money  `json:"value,omitempty" validate:"omitempty,money,required_currency"`
	Currency        string `json:"currency,omitempty" validate:"omitempty,iso4217"`
	URL             string `json:"url,omitempty" validate:"omitempty,max=500,http_url,line"`
	Common
}

// Kind returns KindRoadmapItem.
func (*RoadmapItem) Kind() Kind { return KindRoadmapItem }

// Title returns the title.
func (r *RoadmapItem) Title() string { return r.TitleText }

// BodyLinks returns none.
func (*RoadmapItem) BodyLinks() []BodyLink { return nil }

func (r *RoadmapItem) faults() []Field {
	out := decimals("/value", r.Value, r.Currency)
	if r.DurationDays != nil && r.DurationP90Days != nil && *r.DurationP90Days < *r.DurationDays {
		out = append(out, Field{"/durationP90Days", "is less than durationDays", "gtefield"})
	}
	return out
}

// Open reports whether an item in this status is still ahead: it is a top of
// every question. Shipped and dropped items are not.
func Open(status string) bool { return status != "shipped" && status != "dropped" }
