/// Names that lower-casing turns into ordinary words, and names that persons, places and organisations share.
let wordNameRules: [Rule] = [
    .split("wordfirst", """
        Amber | Angel | April | Art | Autumn | Basil | Bill | Buck | Buddy | Carol | Chance | Charity | Chase | Chip | Christian
        Cliff | Clay | Crystal | Dale | Daisy | Dawn | Dean | Drew | Earl | Eve | Faith | Fern | Forest | Frank | Gene | Ginger
        Glen | Grace | Grant | Guy | Harmony | Hazel | Heath | Holly | Honor | Hope | Iris | Ivy | Jack | Jasmine | Jay | Jewel
        Joy | June | Lance | Lane | Laurel | Lily | Mark | Max | May | Melody | Mercy | Miles | Norm | Nick | Olive | Opal | Pat
        Patience | Pearl | Penny | Pierce | Prudence | Ray | Reed | Rich | River | Rob | Robin | Rocky | Rod | Rose | Ruby
        Rusty | Sage | Sandy | Sky | Skip | Sonny | Stew | Sue | Summer | Terry | Van | Victor | Violet | Wade | Ward | Will
        Woody
        """),
    .split("wordlast", """
        Archer | Ash | Baker | Ball | Banks | Barber | Barnes | Beach | Bell | Berry | Best | Bird | Bishop | Black | Bloom
        Bond | Booth | Bowl | Bridges | Brook | Brown | Burns | Bush | Butcher | Butler | Carpenter | Case | Cash | Chambers
        Church | Coach | Coin | Cook | Cooper | Court | Cross | Day | Driver | Farmer | Field | Fields | Fish | Fisher | Flowers
        Ford | Foot | Forest | Fox | French | Friday | Frost | Gale | Gates | Glass | Gold | Good | Gray | Green | Grove | Hall
        Hand | Hardy | Head | Heard | Hill | Holiday | Hood | Horn | House | Hunt | Hunter | Judge | Justice | Key | King
        Knight | Lake | Lamb | Law | Little | Lock | Long | Love | Major | March | Marks | Marsh | Mason | Meadows | Miller
        Moody | Moon | Moss | Newman | Noble | North | Page | Park | Parks | Parsons | Peacock | Piper | Pitt | Pool | Pope
        Porter | Potter | Pound | Power | Price | Prior | Queen | Rice | Rich | Rivers | Rock | Rush | Salmon | Savage | Sharp
        Shepherd | Short | Singer | Small | Snow | Sparks | Speed | Spring | Steel | Stern | Stock | Stone | Storm | Street
        Strong | Summers | Swift | Taylor | Temple | Tower | Towns | Turner | Wall | Ward | Waters | Weeks | Wells | West
        Wheeler | White | Wild | Wise | Wolf | Wood | Woods | Workman | Young
        """),
    .split("wordtown", """
        Angers | Bar | Barking | Bath | Battle | Beer | Best | Bray | Brest | Buffalo | Bury | Cork | Crook | Deal | Diss
        Eagle | Essen | Eye | Fleet | Flint | Goole | Grain | Ham | Hope | Hove | Hull | Hyde | Lens | Limerick | Lima | Mobile
        Moscow | Most | Mold | Nancy | Nice | Normal | Orange | Paradise | Poole | Reading | Rhyl | Rugby | Rye | Sale
        Sandwich | Settle | Slough | Split | Stoke | Stone | Stroud | Tours | Tooting | Troy | Tring | Ware | Wells | Wick
        Wing | Worms | Yell
        """),
    .split("wordcountry", """
        Turkey | China | Chad | Guinea | Jersey | Jordan | Georgia | Greece | Hungary | Wales | Mali | Niger | Cuba | Togo
        Ireland | Panama
        """),
    .split("wordfirm", """
        Acorn | Amazon | Anchor | Apple | Arrow | Ascent | Atlas | Aviva | Beacon | Blackberry | Block | Boots | Bounty | Bridge
        Burberry | Cable | Canon | Caterpillar | Centrica | Comet | Compass | Coach | Costa | Crocs | Dart | Delta | Discovery
        Dove | Eagle | Edge | Elder | Elm | Express | Falcon | First | Focus | Fortune | Galaxy | Gap | General | Giant
        Glacier | Harbour | Harvest | Horizon | Indigo | Iceland | Intel | Jaguar | Ladder | Lantern | Level | Lotus | Magnet
        Match | Maple | Mars | Matrix | Monarch | Monsoon | Mosaic | Next | Nike | Oasis | Oracle | Orange | Orbit | Otter
        Palm | Path | Pearl | Pier | Pilot | Pioneer | Polo | Premier | Prism | Progress | Puma | Quiver | Raven | Reliance
        Ripple | River | Safeway | Salt | Sequoia | Shell | Signal | Sky | Slate | Smart | Spark | Sprint | Square | Stagecoach
        Staples | Subway | Summit | Sun | Target | Tesla | Thistle | Three | Tide | Total | Trident | Unity | Universal
        Vanguard | Velvet | Virgin | Visa | Vision | Volt | Wave | Zenith
        """),
    .split("wordteam", """
        Angels | Bears | Blues | Braves | Bulls | Cubs | Devils | Eagles | Flames | Giants | Heat | Hornets | Jazz | Jets
        Kings | Lightning | Magic | Marlins | Nets | Pirates | Predators | Rangers | Rays | Reds | Rockets | Royals | Saints
        Senators | Sharks | Stars | Storm | Suns | Thunder | Tigers | Titans | Twins | Wild | Wizards | Wolves
        """),
    .split("wordtitle", """
        After the Rain | Ashes | Before Winter | Borrowed Light | Broken Glass | Carry Me Over | Cold Harbour | Dead Reckoning
        Distant Fires | Enough | Every Other Sunday | Falling | Far from Shore | Gravity Street | Half a Life Away
        Home by Dark | Hunger | In the Next Room | Kingfisher | Last Orders | Left Luggage | Long Division | Low Water
        Midnight at the Mill | Neighbours | Nobody Asked | Nothing but the Tide | October | One More River | Ordinary Heroes
        Paper Boats | Quiet Please | Return to Sender | Salt and Iron | Second Thoughts | Seven Doors | Slow Dancing
        Small Mercies | So Much for Summer | Stolen Apples | The Accountant | The Bishop 's Daughter | The Clock Tower
        The English Tutor | The Gap | The Glass Orchard | The Judge | The King of March | The Last Ferry | The Long Weekend
        The Mirror | The Orange Coat | The Other Washington | The Price of Bread | The Promise | The Reading Room
        The Rose Garden | The Stranger | The Turkey Farm | The Wolf Hour | Thin Ice | Thursday Night | Tomorrow Will Do
        Under the Bridge | Unfinished Business | Waiting for Grace | What the Sea Took | White Nights | Wild Swans
        Without a Map | Yesterday 's Bread
        """),

    .split("namesake", """
        Alexandria | Ashton | Austin | Bedford | Benetton | Berlin | Birla | Bolivar | Bolton | Boston | Bradford | Bristol
        Brooklyn | Burton | Byron | Cadbury | Campbell | Carlisle | Charlotte | Chase | Chelsea | Chester | Clayton | Cleveland
        Clifton | Clinton | Colgate | Columbus | Cordoba | Dallas | Darwin | Dayton | Dell | Denver | Derby | Disney | Douglas
        Dunlop | Durham | Eden | Ferrari | Florence | Ford | Fulton | Geneva | Gillette | Goodyear | Granada | Halifax
        Hamilton | Heinz | Hershey | Hilton | Honda | Houston | Hudson | Jackson | Jefferson | Jordan | Kawasaki | Kellogg
        Kent | Kingston | Lancaster | Lansing | Leon | Lincoln | Lloyd | London | Madison | Marshall | Medina | Melbourne
        Mercedes | Milan | Milton | Monroe | Montgomery | Morgan | Murcia | Nelson | Newport | Newton | Norton | Oxford | Paris
        Phoenix | Pierre | Porsche | Preston | Raleigh | Richmond | Rochester | Roma | Salisbury | San Martin | Santiago
        Santos | Savannah | Selby | Sheffield | Siena | Siemens | Stafford | Stanley | Sterling | Sutton | Suzuki | Sydney
        Tata | Toledo | Toyota | Trenton | Valencia | Verona | Victoria | Vienna | Virginia | Wagner | Warren | Warwick
        Washington | Wellington | Wharton | Whitney | Winchester | Windsor | York
        """),
]
