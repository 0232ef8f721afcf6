"""Makes ../countries.tsv: names, adjectives, peoples and capitals of states, territories and regions.

Codes, official names, coordinates and most demonyms come from mledoze/countries (ODbL);
the news spellings, plurals, former states and regions below are ours.
Usage: python3 countries.py COUNTRIES_JSON_GZ > ../countries.tsv
"""
import gzip, json, sys

# code: names | adjectives | singular | plural | capital; an empty field keeps the default, "-" makes it empty.
# A leading "+" adds to the default.
OWN = """
AFG;;;;Afghans|Afghanis;
ALB;;;;;
DZA;+People's Democratic Republic of Algeria;;;;
AND;;;;;
AGO;;;;;Luanda
ATG;Antigua|Antigua & Barbuda;Antiguan|Antiguan and Barbudan;Antiguan;Antiguans;St. John's|Saint John's
ARG;+The Argentine|Argentine Republic;Argentine|Argentinian|Argentinean;Argentine|Argentinian;Argentines|Argentinians;
ARE;UAE|U.A.E.|Emirates|The Emirates;Emirati;Emirati;Emiratis;Abu Dhabi
ALA;Aland|Aland Islands;;Alander;Alanders;
ATF;;-;-;-;-
ATA;;Antarctic;-;-;-
AUS;+Down Under;;Australian|Aussie;Australians|Aussies;
AZE;;Azerbaijani|Azeri;Azerbaijani|Azeri;Azerbaijanis|Azeris;
BHS;Bahamas|The Bahamas;;;;
BGD;;Bangladeshi|Bengali;;Bangladeshis;Dhaka|Dacca
BRB;;Barbadian|Bajan;;;
BLR;Byelorussia|Belorussia;Belarusian|Belarussian|Byelorussian|Belorussian;Belarusian|Belarussian;Belarusians|Belarussians;
BEL;;;;;Brussels
BEN;Dahomey;Beninese|Beninois;Beninese;Beninese;Porto-Novo/Cotonou
BES;Bonaire|Caribbean Netherlands|Sint Eustatius;-;-;-;Kralendijk
BLM;Saint Barthelemy|St. Barts|St Barts;-;-;-;
BOL;Plurinational State of Bolivia;;;;La Paz/Sucre
BIH;Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina|Bosnia-Hercegovina;Bosnian|Bosnian and Herzegovinian;Bosnian;Bosnians|Bosnians and Herzegovinians;
BWA;Bechuanaland;Botswana|Botswanan|Motswana;Motswana|Botswanan;Batswana|Botswanans;
BRA;Brasil;;;;Brasilia|Brasília
BMU;;;;;-
BRN;Brunei|Brunei Darussalam;;;;
BFA;Burkina|Upper Volta;Burkinabe|Burkinabé|Burkinese;Burkinabe;Burkinabes|Burkinabe;
BDI;;;;;Bujumbura/Gitega
KHM;Kampuchea|Khmer Republic|Democratic Kampuchea;Cambodian|Kampuchean;;;
CMR;Cameroun;;;;
CPV;Cape Verde|Cabo Verde;Cape Verdean|Cabo Verdean;Cape Verdean;Cape Verdeans;
CAF;CAR|C.A.R.|Central African Empire|Centrafrique;Central African;;;
CCK;Cocos Islands|Keeling Islands;-;-;-;-
TCD;;;;;N'Djamena|Ndjamena
CHN;PRC|P.R.C.|Mainland China|Communist China|Red China|People's Republic of China|Peoples Republic of China|PR China;Chinese|Sino;Chinese;Chinese;Beijing|Peking
COM;Comoros|The Comoros|Comoro Islands;Comoran|Comorian;Comoran|Comorian;Comorans|Comorians;
COD;Congo|DR Congo|DRC|D.R.C.|D.R. Congo|DRCongo|Congo-Kinshasa|Democratic Republic of Congo|Democratic Republic of the Congo|Zaire|Zaïre|Republic of Zaire|Democratic Republic Congo;Congolese|Zairean|Zairian;Congolese|Zairean;Congolese|Zaireans|Zairians;Kinshasa
COG;Congo|Congo-Brazzaville|Congo Brazzaville|Congo Republic|Republic of Congo;Congolese;Congolese;Congolese;Brazzaville
CRI;;;;;San José|San Jose
CIV;Côte d'Ivoire|Cote d'Ivoire|Cote D'Ivoire;Ivorian|Ivoirian|Ivoirien;Ivorian;Ivorians;Yamoussoukro
HRV;;Croatian|Croat;Croat|Croatian;Croats|Croatians;
CUB;;;;;
CYP;;Cypriot|Greek Cypriot;Cypriot|Greek Cypriot;Cypriots|Greek Cypriots;Nicosia
CZE;Czech Republic;Czech;Czech;Czechs;
DNK;;Danish;Dane;Danes;
DJI;French Somaliland;Djiboutian;Djiboutian;Djiboutians;
DMA;;Dominican;Dominican;Dominicans;
DOM;;Dominican;Dominican;Dominicans;
TLS;Timor-Leste|East Timor|Timor Leste;Timorese|East Timorese;Timorese|East Timorese;Timorese|East Timorese;
ECU;;Ecuadorian|Ecuadorean|Ecuadoran;Ecuadorian|Ecuadorean;Ecuadorians|Ecuadoreans;
EGY;United Arab Republic;;;;
SLV;;Salvadoran|Salvadorean|Salvadorian;Salvadoran;Salvadorans|Salvadoreans;
GNQ;;Equatorial Guinean|Equatoguinean;Equatorial Guinean;Equatorial Guineans|Equatoguineans;
ERI;;;;;
EST;;;;;
SWZ;Swaziland;Swazi|Eswatini;Swazi;Swazis|Swazi;Mbabane/Lobamba
ETH;Abyssinia;;;;
FLK;Falklands|The Falklands|Malvinas;Falkland;Falkland Islander|Falklander;Falkland Islanders|Falklanders;Port Stanley
FRO;Faroes|Faeroe Islands|Faeroes;Faroese;Faroese;Faroese;
FJI;;;;;
FIN;;Finnish;Finn;Finns;
FRA;;French;Frenchman|Frenchwoman;French|Frenchmen|Frenchwomen;
GUF;;French Guianese;-;-;
PYF;Tahiti;Tahitian|French Polynesian;;;
GAB;;;;Gabonese;
GMB;Gambia|The Gambia;;;;
GEO;Republic of Georgia;;;;
DEU;West Germany|FRG|Federal Republic of Germany|Nazi Germany|Third Reich;German|West German;German|West German;Germans|West Germans;Berlin
GHA;Gold Coast;;;;
GRC;Hellas;Greek|Hellenic;Greek;Greeks;
GRL;;Greenlandic|Greenland;Greenlander;Greenlanders;Nuuk|Godthab
GRD;;Grenadian;;;
GLP;;-;-;-;-
GUM;;Guamanian;;;
GTM;;;;;
GGY;;-;-;-;-
GIN;Guinea-Conakry|Guinea Conakry;;;;
GNB;Guinea Bissau;Bissau-Guinean|Guinea-Bissauan;Bissau-Guinean;Bissau-Guineans;
GUY;;Guyanese;Guyanese;Guyanese;
HTI;;;;;
HND;;;;;
HKG;Hong Kong|Hongkong|HKSAR;Hong Kong;Hong Konger|Hongkonger;Hong Kongers|Hongkongers;-
HUN;;;;;
ISL;;Icelandic;Icelander;Icelanders;Reykjavík|Reykjavik
IND;Bharat;Indian|Indo;;;New Delhi|Delhi
IDN;Dutch East Indies;;;;
IRN;Persia|Islamic Republic|Imperial State of Iran;Iranian;;;Tehran|Teheran
IRQ;;Iraqi;Iraqi;Iraqis;Baghdad
IRL;Republic of Ireland|Irish Republic|Eire|Irish Free State;Irish;Irishman|Irishwoman;Irish|Irishmen|Irishwomen;
IMN;;Manx;-;-;-
ISR;Jewish state|Zionist entity|Zionist regime;Israeli;Israeli;Israelis;Jerusalem/Tel Aviv
ITA;;;;;
JAM;;;;;
JPN;Nippon;Japanese;Japanese;Japanese;
JEY;;-;-;-;-
JOR;Transjordan;;;;
KAZ;Kazakstan;Kazakh|Kazakhstani|Kazak;Kazakh|Kazakhstani;Kazakhs|Kazakhstanis;Astana|Nur-Sultan|Nursultan
KIR;Gilbert Islands;I-Kiribati|Kiribati;I-Kiribati;I-Kiribati;
PRK;DPRK|D.P.R.K.|Democratic People's Republic of Korea|N. Korea|N Korea|NKorea|Hermit Kingdom;North Korean;;;Pyongyang
KOR;Korea|ROK|R.O.K.|Republic of Korea|S. Korea|S Korea|SKorea;South Korean|Korean;South Korean|Korean;South Koreans|Koreans;Seoul
KWT;;;;;Kuwait City
KGZ;Kyrgyz Republic|Kirghizia|Kirgizstan|Kyrgystan;Kyrgyz|Kyrgyzstani|Kirghiz;Kyrgyz|Kyrgyzstani;Kyrgyz|Kyrgyzstanis;
LAO;Lao PDR|Lao People's Democratic Republic;Laotian|Lao;Laotian;Laotians;
LVA;;;;;
LBN;;;;;
LSO;Basutoland;Basotho|Mosotho|Lesotho;Mosotho;Basotho;
LBR;;;;;
LBY;Libyan Arab Jamahiriya|Jamahiriya;;;;
LIE;;Liechtenstein;Liechtensteiner;Liechtensteiners;
LUX;Luxemburg|Grand Duchy;Luxembourgish|Luxembourg;Luxembourger;Luxembourgers;Luxembourg City
MAC;Macao|Macau;Macanese|Macau;Macanese;Macanese;-
MAF;Saint Martin|Saint-Martin;-;-;-;-
MDG;Malagasy Republic;Malagasy|Madagascan;Malagasy;Malagasy|Madagascans;
MWI;Nyasaland;;;;
MYS;Malaya;;;;Kuala Lumpur/Putrajaya
MDV;The Maldives;Maldivian;Maldivian;Maldivians;Malé|Male'
MLI;;;;;
MLT;;;;;
MHL;The Marshall Islands|Marshalls;;;;
MTQ;;-;-;-;-
MYT;;-;-;-;-
MUS;;;;;
MEX;;Mexican;;;Mexico City
FSM;Federated States of Micronesia|FSM;;;;
MDA;Moldavia;Moldovan|Moldavian;Moldovan;Moldovans;Chișinău|Chisinau|Kishinev
MCO;;Monegasque|Monégasque|Monacan;;;
MNG;Outer Mongolia;;;;Ulaanbaatar|Ulan Bator
MNE;;;;;
MAR;;;;;
MOZ;;Mozambican|Mozambiquan;;;Maputo
MMR;Burma|Union of Burma|Union of Myanmar|Burma/Myanmar;Burmese|Myanmar|Myanma;Burmese;Burmese;Naypyidaw|Nay Pyi Taw|Naypyitaw
NAM;South West Africa|South-West Africa;;;;
NPL;;Nepalese|Nepali;Nepali|Nepalese;Nepalis|Nepalese;Kathmandu|Katmandu
NLD;Holland|The Netherlands|Kingdom of the Netherlands;Dutch|Netherlands;Dutchman|Dutchwoman;Dutch|Dutchmen|Dutchwomen;The Hague/Amsterdam
NCL;;;;;
NZL;Aotearoa|NZ|N.Z.;New Zealand|Kiwi;New Zealander|Kiwi;New Zealanders|Kiwis;Wellington
NIC;;;;;
NER;;Nigerien;Nigerien;Nigeriens;Niamey
NGA;;;;;Abuja
NIU;;;;;Alofi
NFK;;-;-;-;-
MKD;Macedonia|Republic of Macedonia|FYROM|Former Yugoslav Republic of Macedonia|FYR Macedonia|F.Y.R.O.M.;Macedonian|North Macedonian;Macedonian;Macedonians;
MNP;Northern Marianas|Saipan;-;-;-;-
NOR;;Norwegian;;;
OMN;;;;;Muscat
PAK;;Pakistani;;;
PLW;;;;;Ngerulmud/Melekeok
PSE;Palestinian territories|Palestinian Territories|Palestinian Authority|Occupied Palestinian Territories|Occupied Territories|occupied territories|State of Palestine|Palestinian Territory|Gaza|Gaza Strip|West Bank|Palestinian National Authority;Palestinian|Gazan;Palestinian|Gazan;Palestinians|Gazans;Ramallah
PAN;;;;;Panama City
PNG;PNG|P.N.G.;Papua New Guinean|Papuan New Guinean;;;
PRY;;;;;Asunción|Asuncion
PER;;;;;
PHL;The Philippines|Republic of the Philippines;Philippine|Filipino|Filipina;Filipino|Filipina;Filipinos|Filipinas;Manila
PCN;;-;-;-;-
POL;;Polish;Pole;Poles;Warsaw
PRT;;Portuguese;Portuguese;Portuguese;
PRI;;Puerto Rican;;;
QAT;;Qatari;;;
REU;Reunion;-;-;-;-
ROU;Rumania|Roumania;Romanian;;;
RUS;Russian Federation|The Russian Federation;Russian|Russo;;;Moscow
RWA;Ruanda;Rwandan|Rwandese;Rwandan;Rwandans|Rwandese;
KNA;St. Kitts and Nevis|St Kitts|St. Kitts|Saint Kitts|St Kitts and Nevis;Kittitian;Kittitian;Kittitians;
LCA;St. Lucia|St Lucia;St. Lucian|Saint Lucian;St. Lucian;St. Lucians;
VCT;St. Vincent and the Grenadines|St Vincent and the Grenadines|Saint Vincent|St. Vincent|St Vincent;Vincentian;Vincentian;Vincentians;
SPM;St. Pierre and Miquelon;-;-;-;-
SHN;St. Helena|St Helena|Saint Helena;Saint Helenian;-;-;-
SJM;Svalbard|Spitsbergen;-;-;-;-
WSM;Western Samoa;;;;
SMR;;Sammarinese;;;-
STP;Sao Tome|Sao Tome and Principe;Sao Tomean;;;
SAU;KSA|K.S.A.|Kingdom of Saudi Arabia;Saudi|Saudi Arabian;Saudi;Saudis|Saudi Arabians;Riyadh|Riyad
SEN;;;;;
SRB;;Serbian|Serb|Serbo;Serb|Serbian;Serbs|Serbians;
SYC;The Seychelles;Seychellois;Seychellois;Seychellois;-
SLE;;Sierra Leonean|Sierra Leonian;;;
SGP;;Singaporean|Singapore;;;-
SXM;St. Maarten|St Maarten;-;-;-;-
SVK;Slovak Republic;Slovak|Slovakian;Slovak;Slovaks|Slovakians;
SVN;;Slovenian|Slovene;Slovene|Slovenian;Slovenes|Slovenians;
SLB;Solomons|The Solomons;Solomon|Solomon Islands;Solomon Islander;Solomon Islanders;
SOM;Somali Republic;Somali|Somalian;Somali|Somalian;Somalis|Somalians;
ZAF;RSA|R.S.A.|Union of South Africa;South African;;;Pretoria/Cape Town/Bloemfontein
SGS;;-;-;-;-
SSD;S. Sudan;South Sudanese;South Sudanese;South Sudanese;
ESP;;Spanish|Hispano;Spaniard;Spaniards|Spanish;Madrid
LKA;Ceylon|SriLanka;Sri Lankan|Ceylonese|Lankan;;;Colombo/Sri Jayawardenepura Kotte
SDN;The Sudan;Sudanese;Sudanese;Sudanese;
SUR;Surinam|Dutch Guiana;Surinamese;Surinamese;Surinamese;
SWE;;Swedish;Swede;Swedes;
CHE;Swiss Confederation;Swiss;Swiss;Swiss;Bern|Berne
SYR;Syrian Arab Republic;Syrian;;;
TWN;Republic of China|ROC|R.O.C.|Chinese Taipei|Formosa;Taiwanese|Taiwan;Taiwanese;Taiwanese;Taipei
TJK;Tadzhikistan|Tajikstan;Tajik|Tajikistani|Tadzhik;Tajik|Tajikistani;Tajiks|Tajikistanis;
TZA;Tanganyika;;;;Dodoma/Dar es Salaam
THA;Siam;Thai;Thai;Thais;
TKL;;-;-;-;-
TGO;;Togolese;Togolese;Togolese;
TON;;;;;Nuku'alofa|Nuku’alofa
TTO;Trinidad|Trinidad & Tobago;Trinidadian|Trinidad and Tobagonian|Trinbagonian;Trinidadian;Trinidadians;Port of Spain|Port-of-Spain
TUN;;;;;
TUR;Turkey|Türkiye|Turkiye|Ottoman Empire;Turkish;Turk;Turks;Ankara
TKM;Turkmenia;Turkmen|Turkmenistani;Turkmen;Turkmens|Turkmen;Ashgabat|Ashkhabad
TCA;;-;-;-;-
TUV;Ellice Islands;;;;
UGA;;;;;
UKR;the Ukraine;;;;Kyiv|Kiev
GBR;UK|U.K.|Britain|Great Britain|United Kingdom of Great Britain and Northern Ireland|British Isles;British|Anglo;Briton|Brit;Britons|Brits|British;London
USA;U.S.|US|U.S.A.|USA|America|United States of America;American;American|Yank;Americans|Yanks;Washington|Washington, D.C.|Washington D.C.|Washington DC|Washington, DC
UMI;;-;-;-;-
URY;;;;;
UZB;;Uzbek|Uzbekistani;Uzbek;Uzbeks|Uzbekistanis;
VUT;New Hebrides;Ni-Vanuatu|Vanuatuan|Vanuatu;Ni-Vanuatu;Ni-Vanuatu;
VAT;Vatican|The Vatican|Holy See|Vatican City State|Papal States;Vatican|Papal;-;-;-
VEN;Bolivarian Republic of Venezuela;;;;
VNM;Viet Nam|North Vietnam|Socialist Republic of Vietnam|Democratic Republic of Vietnam;Vietnamese|North Vietnamese;Vietnamese;Vietnamese|North Vietnamese;Hanoi|Ha Noi
VGB;;-;-;-;-
VIR;U.S. Virgin Islands|US Virgin Islands;-;-;-;-
WLF;;-;-;-;-
ESH;Western Sahara|Sahrawi Republic|Sahrawi Arab Democratic Republic|SADR|Spanish Sahara;Sahrawi|Saharawi|Western Saharan;Sahrawi|Saharawi;Sahrawis|Saharawis;-
XKX;Kosova|Republic of Kosovo;Kosovar|Kosovan|Kosovo|Kosovo Albanian;Kosovar|Kosovan|Kosovo Albanian;Kosovars|Kosovans|Kosovo Albanians;Pristina|Prishtina
YEM;North Yemen|Yemen Arab Republic;Yemeni|Yemenite;Yemeni;Yemenis;Sanaa|Sana'a|Sana
ZMB;Northern Rhodesia;;;;
ZWE;Rhodesia|Southern Rhodesia|Zimbabwe Rhodesia;Zimbabwean|Rhodesian;;;Harare
CUW;;-;-;-;-
CYM;Caymans;-;-;-;-
CXR;;-;-;-;-
COK;;-;Cook Islander;Cook Islanders;
NRU;;;;;Yaren
ASM;;-;-;-;-
AIA;;;;;-
BVT;;-;-;-;-
HMD;;-;-;-;-
IOT;Chagos|Chagos Islands|Chagos Archipelago|Diego Garcia|BIOT;Chagossian;Chagossian;Chagossians;-
MSR;;-;-;-;-
"""

# code;name;status;names;adjectives;singular;plural;capital;from;to
FORMER = """
SUN;Soviet Union;former;U.S.S.R.|USSR|Union of Soviet Socialist Republics|Soviet Russia;Soviet;Soviet;Soviets;Moscow;1922-12-30;1991-12-25
CSK;Czechoslovakia;former;Czechoslovak Socialist Republic|Czecho-Slovakia;Czechoslovak|Czechoslovakian;Czechoslovak|Czechoslovakian;Czechoslovaks|Czechoslovakians;Prague;1918-10-28;1992-12-31
DDR;East Germany;former;GDR|G.D.R.|DDR|German Democratic Republic;East German;East German;East Germans;East Berlin;1949-10-07;1990-10-02
YUG;Yugoslavia;former;Federal Republic of Yugoslavia|Socialist Federal Republic of Yugoslavia|Jugoslavia|SFRY;Yugoslav|Yugoslavian;Yugoslav|Yugoslavian;Yugoslavs|Yugoslavians;Belgrade;1918-12-01;2003-02-03
SCG;Serbia and Montenegro;former;Serbia-Montenegro|State Union of Serbia and Montenegro;Serbia and Montenegro;;;Belgrade;2003-02-04;2006-06-04
VDR;South Vietnam;former;Republic of Vietnam;South Vietnamese;South Vietnamese;South Vietnamese;Saigon;1955-10-26;1975-04-30
YMD;South Yemen;former;People's Democratic Republic of Yemen|PDRY;South Yemeni;South Yemeni;South Yemenis;Aden;1967-11-30;1990-05-21
AUH;Austria-Hungary;former;Austro-Hungarian Empire|Austrian Empire|Habsburg Empire|Habsburg Monarchy;Austro-Hungarian;;;;1804-08-11;1918-11-11
BAD;Grand Duchy of Baden;former;;;;;Karlsruhe;1806-07-25;1918-11-22
BAV;Kingdom of Bavaria;former;;;;;;1806-01-01;1918-11-08
BRS;Duchy of Brunswick;former;Brunswick and Lüneburg|Duchy of Brunswick and Lüneburg|Brunswick-Lüneburg;;;;;1814-11-06;1918-11-08
HAN;Kingdom of Hanover;former;;Hanoverian;;;;1814-10-12;1866-09-20
HSA;Hanseatic Republics;former;Hanseatic Cities|Hanseatic League;Hanseatic;;;;1806-08-06;1871-01-18
HSG;Grand Duchy of Hesse;former;Hesse-Darmstadt;;;;;1806-08-13;1918-11-09
HSE;Electorate of Hesse;former;Hesse-Kassel|Hesse-Cassel|Electoral Hesse;;;;;1803-05-15;1866-09-20
MEC;Mecklenburg-Schwerin;former;Grand Duchy of Mecklenburg-Schwerin;;;;;1815-06-14;1918-11-14
MES;Mecklenburg-Strelitz;former;Grand Duchy of Mecklenburg-Strelitz;;;;;1815-06-28;1918-11-18
NAS;Duchy of Nassau;former;;;;;;1806-07-17;1866-09-20
OLD;Grand Duchy of Oldenburg;former;Duchy of Oldenburg;;;;;1815-06-09;1918-11-11
PRU;Kingdom of Prussia;former;Prussia;Prussian;Prussian;Prussians;;1701-01-18;1871-01-18
SAX;Kingdom of Saxony;former;;;;;;1806-12-20;1918-11-13
WRT;Kingdom of Württemberg;former;Kingdom of Wuerttemberg;;;;;1806-01-01;1918-11-30
SIC;Kingdom of the Two Sicilies;former;Two Sicilies;;;;;1816-12-08;1861-03-17
SRD;Kingdom of Sardinia;former;Piedmont-Sardinia|Kingdom of Piedmont-Sardinia;Sardinian;;;;1720-02-17;1861-03-17
TUS;Grand Duchy of Tuscany;former;;;;;;1569-08-27;1860-03-22
PAP;Papal States;former;;;;;;1000-01-01;1870-09-20
UPC;Federal Republic of Central America;former;Central American Federation|Federation of Central American States|United Provinces of Central America|Federation of the Centre of America;;;;;1823-07-01;1841-02-01
ANT;Netherlands Antilles;former;Dutch Antilles;Netherlands Antillean;;;Willemstad;1954-12-15;2010-10-09
"""

BODIES = """
EUR;European Union;body;EU|E.U.|European Communities|European Community|EEC|E.E.C.|European Economic Community|Eurozone|eurozone|euro zone|euro area;European|pan-European;European;Europeans;;;
EUR;Europe;body;;;;;;;
UNO;United Nations;body;UN|U.N.|UNO|United Nations Organization|United Nations Organisation;;;;;;
"""

# code;name;names;adjectives;singular;plural;capital (for the reader: places.tsv has it)
REGIONS = """
GBR;England;;English;Englishman|Englishwoman;English|Englishmen;
GBR;Scotland;;Scottish|Scots;Scot;Scots;Edinburgh
GBR;Wales;;Welsh;Welshman|Welshwoman;Welsh|Welshmen;Cardiff
GBR;Northern Ireland;Ulster;Northern Irish|Ulster;;;Belfast
RUS;Chechnya;Chechen Republic|Chechen Republic of Ichkeria|Ichkeria;Chechen;Chechen;Chechens;Grozny
RUS;Dagestan;Daghestan;Dagestani|Daghestani;Dagestani;Dagestanis;Makhachkala
RUS;Ingushetia;Ingushetiya;Ingush;Ingush;Ingush;Magas
RUS;North Ossetia;North Ossetia-Alania;North Ossetian;North Ossetian;North Ossetians;Vladikavkaz
RUS;Tatarstan;;Tatar;Tatar;Tatars;Kazan
RUS;Bashkortostan;Bashkiria;Bashkir;Bashkir;Bashkirs;Ufa
RUS;Kabardino-Balkaria;;;;;Nalchik
RUS;Kaliningrad;;;;;
RUS;Siberia;;Siberian;Siberian;Siberians;
UKR;Crimea;Crimean peninsula|Crimean Peninsula|Republic of Crimea|Autonomous Republic of Crimea;Crimean|Crimean Tatar;Crimean|Crimean Tatar;Crimeans|Crimean Tatars;Simferopol
UKR;Donbas;Donbass;;;;
UKR;Donetsk People's Republic;DPR|DNR|Donetsk Republic;;;;
UKR;Luhansk People's Republic;LPR|LNR|Lugansk People's Republic;;;;
GEO;Abkhazia;Republic of Abkhazia;Abkhaz|Abkhazian;Abkhaz|Abkhazian;Abkhazians|Abkhaz;Sukhumi|Sokhumi|Sukhum
GEO;South Ossetia;Republic of South Ossetia|Tskhinvali Region;South Ossetian|Ossetian|Ossetic;South Ossetian|Ossetian;South Ossetians|Ossetians;Tskhinvali|Tskhinval
GEO;Adjara;Ajaria|Adzharia;Adjaran|Ajarian;;;Batumi
MDA;Transnistria;Trans-Dniester|Transdniestria|Trans-Dniestr|Transdniester|Pridnestrovie|Dniester Republic;Transnistrian|Transdniestrian;Transnistrian;Transnistrians;Tiraspol
MDA;Gagauzia;;Gagauz;Gagauz;Gagauz;Comrat
AZE;Nagorno-Karabakh;Nagorno Karabakh|Karabakh|Artsakh|Republic of Artsakh|Nagorno-Karabakh Republic|Nagorny Karabakh;Karabakh|Artsakh;;;Stepanakert|Khankendi
AZE;Nakhchivan;Nakhichevan;;;;
CYP;Northern Cyprus;TRNC|Turkish Republic of Northern Cyprus|North Cyprus;Turkish Cypriot|Northern Cypriot;Turkish Cypriot;Turkish Cypriots;
IRQ;Iraqi Kurdistan;Kurdistan|Kurdistan Region|Southern Kurdistan|Kurdistan Region of Iraq;Kurdish|Iraqi Kurdish;Kurd|Iraqi Kurd;Kurds|Iraqi Kurds;Erbil|Irbil|Arbil
SYR;Rojava;Syrian Kurdistan|Autonomous Administration of North and East Syria|AANES;Kurdish|Syrian Kurdish;Kurd|Syrian Kurd;Kurds|Syrian Kurds;
TUR;Turkish Kurdistan;Northern Kurdistan;Kurdish|Turkish Kurdish;Kurd|Turkish Kurd;Kurds|Turkish Kurds;
PAK;Punjab (Pakistan);Punjab;Punjabi;Punjabi;Punjabis;Lahore
BIH;Herzeg-Bosnia;;Bosnian Croat;Bosnian Croat;Bosnian Croats;
SYR;Golan Heights;Golan|the Golan;;;;
SOM;Somaliland;Republic of Somaliland;Somalilander;Somalilander;Somalilanders;Hargeisa
SOM;Puntland;;Puntland;Puntlander;Puntlanders;Garowe
SOM;Jubaland;;;;;Kismayo|Kismayu
ETH;Tigray;Tigray Region|Tigray region;Tigrayan;Tigrayan;Tigrayans;Mekelle|Mekele
ETH;Oromia;;Oromo;Oromo;Oromos;
ETH;Ogaden;;;;;
ETH;Amhara;;Amhara;Amhara;Amharas;
SDN;Darfur;;Darfuri|Darfurian;Darfuri;Darfuris|Darfurians;
SDN;Kordofan;South Kordofan;;;;
SSD;Southern Sudan;;Southern Sudanese;;Southern Sudanese;
NGA;Biafra;Republic of Biafra;Biafran;Biafran;Biafrans;
NGA;Niger Delta;;;;;
CMR;Ambazonia;Southern Cameroons;Ambazonian|Anglophone;Ambazonian;Ambazonians;
TZA;Zanzibar;;Zanzibari;Zanzibari;Zanzibaris;
AGO;Cabinda;;Cabindan;Cabindan;Cabindans;
SEN;Casamance;;;;;
COD;Katanga;;Katangan|Katangese;;;
COD;Kivu;North Kivu|South Kivu;;;;Goma|Bukavu
MLI;Azawad;;;;;
CHN;Tibet;Tibet Autonomous Region;Tibetan;Tibetan;Tibetans;Lhasa
CHN;Xinjiang;East Turkestan|Xinjiang Uygur Autonomous Region|Xinjiang Uyghur Autonomous Region;Uyghur|Uighur|Uygur;Uyghur|Uighur;Uyghurs|Uighurs;Urumqi
CHN;Inner Mongolia;;;;;
IND;Indian-administered Kashmir;Jammu and Kashmir|Indian Kashmir|Indian-controlled Kashmir|Jammu & Kashmir;;;;Srinagar
IND;Kashmir;;Kashmiri;Kashmiri;Kashmiris;
IND;Punjab;;Punjabi;Punjabi;Punjabis;
IND;Assam;;Assamese;Assamese;Assamese;
IND;Nagaland;;Naga;;Nagas;
IND;Manipur;;Manipuri;;Manipuris;Imphal
PAK;Pakistan-administered Kashmir;Azad Kashmir|Azad Jammu and Kashmir|Pakistani Kashmir|Pakistan-controlled Kashmir;;;;Muzaffarabad
PAK;Balochistan;Baluchistan;Baloch|Baluch|Balochi|Baluchi;;Balochs|Baluchis;Quetta
PAK;Waziristan;North Waziristan|South Waziristan|FATA;Waziri;;;
PAK;Khyber Pakhtunkhwa;North-West Frontier Province|NWFP;;;;Peshawar
BGD;East Pakistan;;;;;
LKA;Tamil Eelam;Eelam;;;;
MMR;Rakhine;Arakan|Rakhine State|Rakhine state;Rakhine|Arakanese;Rohingya;Rohingyas|Rohingya;Sittwe
MMR;Kachin;Kachin State;Kachin;;Kachins;
MMR;Karen State;Kayin State;;;Karens;
MMR;Shan State;;Shan;;;
MMR;Chin State;;;;;
IDN;Aceh;;Acehnese;Acehnese;Acehnese;Banda Aceh
IDN;West Papua;Papua|Irian Jaya|Western New Guinea;Papuan|West Papuan;Papuan;Papuans;Jayapura
IDN;West Timor;;;;;
PNG;Bougainville;;Bougainvillean;;;
PHL;Mindanao;;Moro;;Moros;
PHL;Bangsamoro;;;;;
THA;Patani;;;;;
ESP;Catalonia;Catalunya;Catalan;Catalan;Catalans;Barcelona
ESP;Basque Country;Basque country|Euskadi;Basque;Basque;Basques;
ESP;Galicia;;Galician;;;
ESP;Ceuta;;;;;
ESP;Melilla;;;;;
FRA;Corsica;;Corsican;Corsican;Corsicans;Ajaccio
FRA;Brittany;;Breton;Breton;Bretons;
BEL;Flanders;;Flemish;Fleming;Flemings;
BEL;Wallonia;;Walloon;Walloon;Walloons;
ITA;Sicily;;Sicilian;Sicilian;Sicilians;
ITA;Sardinia;;Sardinian;Sardinian;Sardinians;
ITA;South Tyrol;;;;;
GRC;Crete;;Cretan;Cretan;Cretans;
DEU;Bavaria;;Bavarian;Bavarian;Bavarians;Munich
BIH;Republika Srpska;Bosnian Serb Republic;Bosnian Serb;Bosnian Serb;Bosnian Serbs;Banja Luka
BIH;Herzegovina;;Herzegovinian;;;
SRB;Vojvodina;;;;;
XKX;Northern Kosovo;;Kosovo Serb;Kosovo Serb;Kosovo Serbs;
CAN;Quebec;Québec;Québécois|Quebecois|Quebec;Quebecer|Quebecker;Quebecers|Quebeckers;
CAN;Alberta;;Albertan;;Albertans;
MEX;Chiapas;;;;;
USA;Hawaii;;Hawaiian;;Hawaiians;
USA;Alaska;;Alaskan;;Alaskans;
USA;Georgia (U.S. state);Georgia;;;;Atlanta
USA;Texas;;Texan;Texan;Texans;
USA;California;;Californian;Californian;Californians;
PAN;Panama Canal Zone;Canal Zone;;;;
YEM;Hadramawt;Hadhramaut|Hadramaut;;;;
OMN;Dhofar;;Dhofari;;;
IRN;Khuzestan;;;;;
SAU;Hejaz;;;;;
AUS;Tasmania;;Tasmanian;;;
PRT;Azores;;;;;
PRT;Madeira;;;;;
ESP;Canary Islands;Canaries;;;;
DZA;Kabylie;Kabylia;Kabyle|Berber;;Kabyles|Berbers;
LBY;Cyrenaica;Barqa;;;;
LBY;Tripolitania;;;;;
EGY;Sinai;Sinai Peninsula|Sinai peninsula;;;;
BOL;Santa Cruz department;;;;;
COM;Anjouan;;Anjouanese;;;
TLS;East Timor (Indonesian rule);;;;;
"""

NO_PLURAL_S = ("ese", "ish", "ois")


def own():
    table = {}
    for line in OWN.strip().splitlines():
        code, *fields = line.split(";")
        assert len(fields) == 5, line
        table[code] = fields
    return table


def pick(default, override):
    if override == "-":
        return []
    if override.startswith("+"):
        return default + override[1:].split("|")
    return override.split("|") if override else default


def clean(items):
    seen = []
    for item in items:
        for article in ("the ", "The "):
            if item.startswith(article) and not item.startswith("The Hague"):
                item = item[len(article):]
        if item and item not in seen:
            seen.append(item)
    return "|".join(seen)


def main():
    path = sys.argv[1]
    rows, table = [], own()
    seen = set()
    for c in json.load(gzip.open(path)):
        code = "XKX" if c["cca3"] == "UNK" else c["cca3"]
        name = {"Türkiye": "Turkey", "United States Virgin Islands": "U.S. Virgin Islands"}.get(c["name"]["common"], c["name"]["common"])
        if code == "COG":
            name = "Republic of the Congo"
        if code == "COD":
            name = "Democratic Republic of the Congo"
        seen.add(code)
        fields = table.get(code, [""] * 5)
        demonyms = [c.get("demonyms", {}).get("eng", {}).get("m", "")] if c.get("demonyms") else []
        demonyms = [d for d in demonyms if d and "," not in d and " or " not in d]
        official = [c["name"]["official"]]
        if code == "TWN":
            official = ["Republic of China (Taiwan)"]
        names = official + ([n for n in fields[0].lstrip("+").split("|")] if fields[0] else [])
        adjectives = pick(demonyms, fields[1])
        singular = pick(demonyms, fields[2])
        plural = pick([d if d.endswith(NO_PLURAL_S) else d + "s" for d in singular], fields[3])
        capital = pick(c["capital"][:1], fields[4])
        status = "sovereign" if c["unMember"] or code in ("XKX", "VAT", "PSE", "TWN") else "territory"
        lat, lon = (f"{x:g}" for x in c["latlng"])
        rows.append([code, name, status, clean([n for n in names if n != name]), clean(adjectives), clean(singular),
                     clean(plural), clean(capital), "", "", lat, lon])
    for line in FORMER.strip().splitlines():
        code, name, status, names, adj, one, many, capital, start, end = line.split(";")
        rows.append([code, name, status, clean(names.split("|")), adj, one, many, capital, start, end, "", ""])
    for line in BODIES.strip().splitlines():
        code, name, status, names, adj, one, many, capital, *_ = line.split(";")
        rows.append([code, name, status, names, adj, one, many, capital, "", "", "", ""])
    for line in REGIONS.strip().splitlines():
        code, name, names, adj, one, many, capital = line.split(";")
        if "(Indonesian" in name:
            continue
        if name.endswith(")"):
            name, names = name.split(" (")[0], ""
        rows.append([code, name, "region", clean(names.split("|")), adj, one, many, "", "", "", "", ""])
    assert set(table) <= seen, set(table) - seen
    rows.sort(key=lambda r: (r[0], r[1]))
    print("# States, territories, former states and regions. Made by build/countries.py; see provenance.toml")
    print("code\tname\tstatus\tnames\tadjectives\tinhabitant\tinhabitants\tcapital\tfrom\tto\tlat\tlon")
    for row in rows:
        print("\t".join(row))


main()
